/** `check <service>`: its list, with the cluster's DNS beside it. */
import { namesOf } from '../checks/gather.ts';
import { judge } from '../checks/judge.ts';
import { besideService, serviceChecks } from '../checks/registry.ts';
import { placeOf } from '../checks/sources/service.ts';
import type { Facts } from '../checks/sources/source.ts';
import type { Target } from '../checks/target.ts';
import { UserError } from '../errors.ts';
import { nearest } from '../network/nearest.ts';
import type { Ingress } from '../objects/ingress.ts';
import type { Service } from '../objects/service.ts';
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
    names: [...namesOf(checks), 'ingressesBeside'],
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
    const urls = (facts.ingressesBeside?.all ?? []).flatMap((one) => urlThrough(one, service));
    const traces = urls.slice(0, 1).map((url) => ({
      label: 'Trace',
      command: commandLine(request, url, 'trace'),
    }));
    return [{ label: 'Show endpoints', command: endpointsLine(request, whole) }, ...traces];
  }
  const near = nearest(
    target.name ?? '',
    (facts.nearServices?.all ?? []).map((one) => one.metadata.name),
  );
  const place = target.namespace;
  const meant = near.slice(0, 2).map((one) => (place === undefined ? one : `${place}/${one}`));
  return meant.map((one) => ({ label: one, command: commandLine(request, one) }));
}

/** Under which it is called from outside; a host or a path that is a pattern is none. */
function urlThrough({ spec }: Ingress, { metadata }: Service): string[] {
  return spec.rules.flatMap(({ host = '', http }) => {
    if (host === '' || host.startsWith('*')) return [];
    const scheme = spec.tls.some(({ hosts }) => hosts.includes(host)) ? 'https' : 'http';
    return (http?.paths ?? [])
      .filter(({ backend }) => backend.service?.name === metadata.name)
      .map(({ path = '/' }) => `${scheme}://${host}${/^[\w/.-]*$/.test(path) ? path : '/'}`);
  });
}
