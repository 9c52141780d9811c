import { useCallback, useEffect, useRef, useState } from 'react';

/** How near the end (px) still counts as reading the newest. */
const NEAR = 60;

/**
 * Keeps a list at its end while it grows, also when a message changes its height later; once the
 * reader scrolls up, it stays where they read and `isAway` offers the way back.
 */
export function useStickToNewest() {
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [isAway, setAway] = useState(false);
  const jump = useCallback(() => {
    const list = scroller.current;
    if (list) list.scrollTop = list.scrollHeight;
  }, []);
  useEffect(() => {
    const list = scroller.current;
    if (!list || !content.current) return;
    const look = () => {
      isAtEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
      setAway(!isAtEnd.current);
    };
    const grown = new ResizeObserver(() => (isAtEnd.current ? jump() : look()));
    grown.observe(content.current);
    grown.observe(list);
    list.addEventListener('scroll', look, { passive: true });
    return () => {
      grown.disconnect();
      list.removeEventListener('scroll', look);
    };
  }, [jump]);
  return { scroller, content, isAway, jump };
}
