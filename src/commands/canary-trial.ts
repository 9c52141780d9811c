/** Tries a Patch on the API server before anybody is asked to approve it. */
import type { CanaryPlan } from '../canary/plan.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { UserError } from '../errors.ts';
import { code } from '../report.ts';
import { routeName } from './canary-change.ts';

export const roleHint = `${code('infra/kubernetes/canary')} gives the right, namespace by namespace.`;

/** @throws UserError for whatever would keep it from being written later on */
export async function mustBeWritable(cluster: Cluster, plan: CanaryPlan): Promise<void> {
  const trial = await cluster.apply(plan.patch, { isDryRun: true });
  if (trial.kind === 'applied') return;
  const what = `The cluster would not take the new weights of ${routeName(plan.route)}: ${trial.message.replace(/[.\s]*$/, '')}.`;
  switch (trial.kind) {
    case 'refused':
      throw new UserError('refused', { what, hint: roleHint });
    case 'denied':
      throw new UserError('refused', {
        what,
        hint: 'An admission policy, a webhook or the kind itself decides that.',
      });
    case 'drifted':
      throw new UserError('unreadable', {
        what: `${routeName(plan.route)} was changed while it was looked at.`,
        hint: 'Ask again.',
      });
    case 'failed':
    case 'unclear':
      throw new UserError('unreadable', {
        what,
        hint: 'It was only a trial: nothing was written. Ask again.',
      });
  }
}
