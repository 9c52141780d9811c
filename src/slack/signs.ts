/** How a mark looks in Slack. */
import type { Mark } from '../report.ts';

/** Characters, not emoji codes: they look the same in every block and in the fallback text. */
export const emoji: Record<Mark, string> = {
  ok: '✅',
  problem: '🔴',
  warning: '⚠️',
  unknown: '⚪',
  skipped: '➖',
};
