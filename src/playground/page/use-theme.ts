import { useEffect, useState } from 'react';

export type Theme = 'light' | 'dark';

const KEY = 'portolan-theme';
const DARK = window.matchMedia('(prefers-color-scheme: dark)');

/** The system's theme until somebody chooses; the choice stays in this browser. */
export function useTheme(): { theme: Theme; toggle(): void } {
  const [chosen, setChosen] = useState(readChoice);
  const [isSystemDark, setSystemDark] = useState(DARK.matches);
  useEffect(() => {
    const follow = () => setSystemDark(DARK.matches);
    DARK.addEventListener('change', follow);
    return () => DARK.removeEventListener('change', follow);
  }, []);
  const theme = chosen ?? (isSystemDark ? 'dark' : 'light');
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const toggle = () => {
    const next = theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(KEY, next);
    setChosen(next);
  };
  return { theme, toggle };
}

function readChoice(): Theme | undefined {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : undefined;
}
