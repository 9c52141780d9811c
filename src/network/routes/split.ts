/** Weights to shares. */
import type { RouteBackend } from './route.ts';

/** All zero means that nobody gets anything: no controller shares evenly then. */
export function split(parts: readonly Omit<RouteBackend, 'share'>[]): RouteBackend[] {
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  return parts.map((part) => ({ ...part, share: sum === 0 ? 0 : part.weight / sum }));
}

/** "80 %", "33.3 %"; a share that is not nothing never reads as 0. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return '< 0.1 %';
  if (value < 100 && value > 99.9) return '> 99.9 %';
  return `${Number(value.toFixed(1))} %`;
}

/**
 * The same for a share that somebody asks for or approves: "0.05 %", "12.25 %". Up to four decimals
 * where they give it exactly, which is as fine as routers count.
 */
export function exactPercent(share: number): string {
  const value = share * 100;
  const exact = Number(value.toFixed(4));
  return Math.abs(value - exact) < 1e-9 ? `${exact} %` : percent(share);
}
