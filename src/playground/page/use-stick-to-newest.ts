import { useCallback, useEffect, useRef, useState } from 'react';

/** How near (px) still counts as reading the newest. */
const NEAR = 60;

/**
 * Keeps a list at its newest message while it grows, also when a message changes its height later;
 * once the reader scrolls up, it stays where they read and `isAway` offers the way back.
 *
 * @param own changes when the reader has said something: that takes them back to the newest
 */
export function useStickToNewest(own: string | undefined) {
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtNewest = useRef(true);
  const [isAway, setAway] = useState(false);
  const jump = useCallback(() => {
    const list = scroller.current;
    isAtNewest.current = true;
    if (list) list.scrollTop = Math.max(list.scrollTop, topOfNewest(list));
  }, []);
  useEffect(() => {
    const list = scroller.current;
    if (!list || !content.current) return;
    let before = list.scrollTop;
    // An event tells of our own jumps too, late: the list may have grown again. Who went up, left.
    const look = () => {
      const isNear = list.scrollTop > topOfNewest(list) - NEAR;
      if (isNear) isAtNewest.current = true;
      else if (list.scrollTop < before) isAtNewest.current = false;
      before = list.scrollTop;
      setAway(!isAtNewest.current);
    };
    const grown = new ResizeObserver(() => (isAtNewest.current ? jump() : look()));
    grown.observe(content.current);
    grown.observe(list);
    list.addEventListener('scroll', look, { passive: true });
    return () => {
      grown.disconnect();
      list.removeEventListener('scroll', look);
    };
  }, [jump]);
  useEffect(() => {
    if (own) jump();
  }, [own, jump]);
  return { scroller, content, isAway, jump };
}

/** The end of the list; for a message longer than the window its first line, where reading starts. */
function topOfNewest(list: HTMLElement): number {
  const end = list.scrollHeight - list.clientHeight;
  const newest = list.querySelector('.messages > :last-child');
  if (!newest) return end;
  const distance = newest.getBoundingClientRect().top - list.getBoundingClientRect().top;
  return Math.min(end, list.scrollTop + distance);
}
