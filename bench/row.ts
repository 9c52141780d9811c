/** One measured line. Machines are noisy, so what counts is a ratio of two things of the same run. */
export interface Row {
  suite: string;
  name: string;
  /** What was measured, in the order of the columns to print. */
  values: Record<string, string | number>;
  /** What is aimed at, and whether this run met it. Nothing fails on it: CI machines differ. */
  aim?: { text: string; met: boolean };
}

/** A suite prints nothing; it returns its rows. A skip says why. */
export interface Suite {
  name: string;
  run(): Promise<Row[]>;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** @param p 0 to 100 */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1);
  return sorted[Math.max(0, at)] ?? Number.NaN;
}

export const round = (value: number, digits = 1) => Number(value.toFixed(digits));
