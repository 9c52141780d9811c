/** What `reject` and `cancel` do: one step in the store, and the message that shows it. */
import type { ChangeEvent } from '../access/approval.ts';
import { become } from '../access/change-words.ts';
import { stepChange } from '../changes.ts';
import type { Report } from '../report.ts';
import { mustBeAllowed } from './approve-run.ts';
import { asCanary } from './canary-change.ts';
import { changeFor, deskOf } from './canary-desk.ts';
import { followUp } from './canary-follow.ts';
import { describeNoStep, describeStep } from './canary-outcome.ts';
import type { Desk, Request } from './command.ts';

export async function runReject(
  request: Request<{ change: string; reason?: string | undefined }>,
): Promise<Report> {
  const { desk, person } = deskOf(request);
  const { change, reason } = request.args;
  const asked = await changeFor(request, desk, change);
  await mustBeAllowed(request, desk, asked);
  const words = reason?.trim() ?? '';
  return decide(request, desk, asked.id, { kind: 'reject', by: person, at: at(desk), words });
}

export async function runCancel(request: Request<{ change: string }>): Promise<Report> {
  const { desk, person } = deskOf(request);
  const asked = await changeFor(request, desk, request.args.change);
  return decide(request, desk, asked.id, { kind: 'cancel', by: person, at: at(desk) });
}

const at = (desk: Desk) => desk.now().toISOString();

async function decide(
  request: Request<unknown>,
  desk: Desk,
  id: string,
  event: ChangeEvent,
): Promise<Report> {
  const stepped = await stepChange(desk.store, id, event);
  const change = await followUp(desk, asCanary(stepped.change));
  return stepped.isChanged
    ? describeStep(request, change, become(change, event.at).replace(/\.$/, ''), event.at)
    : describeNoStep(request, change, stepped.words, event.at);
}
