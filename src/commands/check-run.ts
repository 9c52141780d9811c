/** What `check` does: reads round after round, judges after each, says the root cause. */
import { judge } from '../checks/judge.ts';
import { besideService, dnsChecks, serviceChecks } from '../checks/registry.ts';
import { placeOf } from '../checks/sources/service.ts';
import type { Facts } from '../checks/sources/source.ts';
import { UserError } from '../errors.ts';
import { nearest } from '../network/nearest.ts';
import { type Action, code, type Report } from '../report.ts';
import { noName, readDnsName } from './check-dns-name.ts';
import { gather } from './check-gather.ts';
import { describeCheck } from './check-report.ts';
import { type CheckRequest, type Subject, subjectOf } from './check-target.ts';
import { reportOf } from './command.ts';
import { commandLine, endpointsLine } from './command-line.ts';
import { ambiguous } from './find-service.ts';

export async function runCheck(request: CheckRequest): Promise<Report> {
  const subject = subjectOf(request);
  const checks = subject.list === 'dns' ? dnsChecks : [...serviceChecks, ...besideService];
  const { target } = subject;
  const describe = (facts: Facts, isPending: boolean): Report => {
    const judged = judge(checks, facts, target);
    const label = labelOf(subject, facts);
    return reportOf(request, {
      target: label,
      ...describeCheck({ label, judged, isPending }),
      actions: isPending ? [] : actionsFor(request, subject, facts),
    });
  };
  const given = givenFor(request, subject);
  // Awaited after the last round: until then its failure has nobody who hears it.
  given.catch(() => undefined);
  const facts = await gather(request.cluster, { checks, target, given }, (known) => {
    const services = known.service?.all ?? [];
    if (services.length > 1) throw ambiguous(request, services);
    mustBeSomebody(request, known);
    request.show?.(describe(known, true));
  });
  return describe(facts, false);
}

async function givenFor(request: CheckRequest, subject: Subject): Promise<Facts> {
  if (subject.list !== 'dns') return {};
  return subject.dnsName === undefined ? noName : readDnsName(request, subject.dnsName);
}

function labelOf({ list, target, ...more }: Subject, facts: Facts): string {
  if (list === 'dns') return ('dnsName' in more && more.dnsName) || 'DNS';
  const namespace = placeOf(facts, target);
  return namespace === undefined ? (target.name ?? '') : `${namespace}/${target.name}`;
}

/** @throws UserError not-found: nobody of the name that `--from` says */
function mustBeSomebody(request: CheckRequest, { callerNamespace, callerPods }: Facts): void {
  const { from } = request.args;
  if (from === undefined || !callerNamespace || !callerPods) return;
  const found = callerNamespace.all.length + callerPods.all.length;
  const isOpen = callerNamespace.gaps.length + callerPods.gaps.length > 0;
  const isNamed = !/[.:]/.test(from);
  if (found > 0 || isOpen || !isNamed) return;
  throw new UserError('not-found', {
    what: `${code('--from')}: there is no namespace or pod ${code(from)}.`,
    hint: `Name a namespace, or a pod as ${code('namespace/pod')}.`,
  });
}

function actionsFor(request: CheckRequest, subject: Subject, facts: Facts): Action[] {
  const { target, name, from, port } = request.args;
  const words = [
    target,
    ...(name ? [name] : []),
    ...(from ? [`--from ${from}`] : []),
    ...(port ? [`--port ${port}`] : []),
    ...(request.namespace ? [`-n ${request.namespace}`] : []),
  ];
  const again = { label: 'Re-run', isRepeat: true as const };
  const rerun = { ...again, command: commandLine(request, words.join(' ')) };
  const [service] = facts.service?.all ?? [];
  if (subject.list === 'dns') {
    const asked = subject.dnsName;
    if (asked === undefined) return [rerun];
    return [rerun, { label: 'Show its names', command: commandLine(request, asked, 'dns') }];
  }
  if (!service) {
    const near = nearest(
      subject.target.name ?? '',
      (facts.nearServices?.all ?? []).map((one) => one.metadata.name),
    );
    const place = subject.target.namespace;
    const meant = near.slice(0, 2).map((one) => (place === undefined ? one : `${place}/${one}`));
    return [rerun, ...meant.map((one) => ({ label: one, command: commandLine(request, one) }))];
  }
  const whole = `${service.metadata.namespace}/${service.metadata.name}`;
  return [rerun, { label: 'Show endpoints', command: endpointsLine(request, whole) }];
}
