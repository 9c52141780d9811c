import type { Job } from '../../src/job.ts';
import type { Report } from '../../src/report.ts';
import { type Message, renderRoot, renderThread } from '../../src/slack/blocks.ts';
import { toPlain } from '../../src/slack/plain.ts';

/** What a workspace gets that answers `invalid_blocks` to everything. */
export function renderPlain(report: Report, job?: Job): { root: Message; thread: Message[] } {
  const thread = renderThread(report, job).flatMap(toPlain);
  const [root = renderRoot(report, job)] = toPlain(renderRoot(report, job));
  return { root, thread };
}
