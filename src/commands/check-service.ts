/** `check <service>`: its list, with the cluster's DNS beside it. */
import { namesOf } from '../checks/gather.ts';
import { judge } from '../checks/judge.ts';
import { besideService, serviceChecks } from '../checks/registry.ts';
import { placeOf } from '../checks/sources/service.ts';
import type { Facts } from '../checks/sources/source.ts';
import type { Target } from '../checks/target.ts';
import { UserError } from '../errors.ts';
import { nearest } from '../network/nearest.ts';
import { type Action, code } from '../report.ts';
import type { Checklist } from './check-list.ts';
import type { CheckRequest } from './check-target.ts';
import { commandLine, endpointsLine } from './command-line.ts';
import { ambiguous } from './find-service.ts';

const checks = [...serviceChecks, ...besideService];

/** @param elsewhere where there is no such Service: what else is called so */
export function serviceChecklist(
  request: CheckRequest,
  target: Target,
  elsewhere?: () => Promise<Checklist | undefined>,
): Checklist {
  return {
    target,
    names: namesOf(checks),
    judge: (facts) => judge(checks, facts, target),
    label: (facts) => labelOf(target, facts),
    actions: (facts) => actionsFor(request, target, facts),
    async look(known) {
      const { all = [], gaps = [] } = known.service ?? {};
      if (all.length > 1) throw ambiguous(request, all);
      mustBeSomebody(request, known);
      return all.length + gaps.length > 0 ? undefined : elsewhere?.();
    },
  };
}

function labelOf(target: Target, facts: Facts): string {
  const namespace = placeOf(facts, target);
  return namespace === undefined ? (target.name ?? '') : `${namespace}/${target.name}`;
}

/** @throws UserError not-found: nobody of the name that `--from` says */
export function mustBeSomebody(
  request: CheckRequest,
  { callerNamespace, callerPods, callerWorkloads }: Facts,
): void {
  const { from } = request.args;
  if (from === undefined || /[.:]/.test(from)) return;
  if (!callerNamespace || !callerPods || !callerWorkloads) return;
  const isWhole = from.includes('/');
  const asked = [callerPods, callerWorkloads, ...(isWhole ? [] : [callerNamespace])];
  if (asked.some(({ all, gaps }) => all.length + gaps.length > 0)) return;
  const where = isWhole && callerNamespace.all.length === 0 ? ', nor its namespace' : '';
  throw new UserError('not-found', {
    what: `${code('--from')}: there is no ${isWhole ? '' : 'namespace, '}pod or workload ${code(from)}${where}.`,
    hint: `Name a namespace, or a pod or Deployment as ${code('namespace/name')}.`,
  });
}

function actionsFor(request: CheckRequest, target: Target, facts: Facts): Action[] {
  const [service] = facts.service?.all ?? [];
  if (service) {
    const whole = `${service.metadata.namespace}/${service.metadata.name}`;
    return [{ label: 'Show endpoints', command: endpointsLine(request, whole) }];
  }
  const near = nearest(
    target.name ?? '',
    (facts.nearServices?.all ?? []).map((one) => one.metadata.name),
  );
  const place = target.namespace;
  const meant = near.slice(0, 2).map((one) => (place === undefined ? one : `${place}/${one}`));
  return meant.map((one) => ({ label: one, command: commandLine(request, one) }));
}
