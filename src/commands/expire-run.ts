/** What `expire` does: the step in the store, and the message in the channel that shows it. */
import { stepChange } from '../changes.ts';
import type { Report } from '../report.ts';
import { asCanary } from './canary-change.ts';
import { changeFor, deskOf } from './canary-desk.ts';
import { followUp } from './canary-follow.ts';
import { describeStanding, restating } from './canary-requested.ts';
import { type Request, reportOf } from './command.ts';
import { sendExpiry } from './expire-job.ts';

export async function runExpire(request: Request<{ change: string }>): Promise<Report> {
  const { desk } = deskOf(request);
  const { id } = await changeFor(request, desk, request.args.change);
  const at = desk.now().toISOString();
  const stepped = await stepChange(desk.store, id, { kind: 'expire', at });
  const change = asCanary(stepped.change);
  await followUp(desk, change);
  await sendExpiry(request, desk, change);
  const { headline } = describeStanding(request, change, at);
  return reportOf(request, {
    verdict: 'ok',
    headline,
    isSilent: true,
    ...(change.state === 'ended' && restating(request, change, at)),
  });
}
