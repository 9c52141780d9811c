/** What do the DNS pods themselves say? */
import { type LogTrouble, logTroubles } from '../network/dns-log.ts';
import { isReady } from '../network/pod-trouble.ts';
import type { Pod } from '../objects/pod.ts';
import { count, visible } from '../report.ts';
import type { PodLog } from '../snapshot.ts';
import { defineCheck } from './check.ts';
import { ok, problem, skipped, warning } from './findings.ts';

/** A question lost now and then is no news; lines carry no time, and may be of weeks. */
const fewLosses = 5;

export const dnsLogsClean = defineCheck({
  id: 'dns-logs-clean',
  title: 'The logs of the DNS pods name no trouble',
  needs: ['dnsPods', 'dnsLogs'],
  explain: {
    why: 'CoreDNS says itself what keeps it from answering: a loop, a Corefile it cannot read, rights it lacks, servers outside that do not answer.',
    how: 'The last 200 lines of up to three DNS pods, the sickest first, and of the run before a restart. An optional Role allows it: infra/kubernetes/logs.',
    fix: 'Each line of that kind has its own remedy, which the finding names.',
  },
  run({ dnsPods, dnsLogs }) {
    const logs = dnsLogs.all.filter((log) => log.kind === 'log');
    if (logs.length === 0) return skipped('there is no log of a DNS pod to look at');
    const [worst, ...rest] = troublesIn(logs, dnsPods.all);
    if (!worst) return ok(`nothing that is known as a trouble in ${count(logs.length, 'log')}`);
    const { namespace, pod } = worst.log.query;
    const more = worst.times > 1 ? ` (${count(worst.times, 'line')})` : '';
    const advice = {
      summary: `the log of a DNS pod says that ${worst.sign.means}${more}`,
      evidence: [worst, ...rest].map((one) => ({
        object: `pod ${one.log.query.namespace}/${one.log.query.pod}`,
        field: one.log.query.previous ? 'log before its last restart' : 'log',
        value: visible(one.line.trim(), 240),
      })),
      fix: worst.sign.fix,
      kubectl: `kubectl logs ${pod} -n ${namespace}${worst.log.query.previous ? ' --previous' : ''}`,
      causedBy: origins[worst.sign.kind],
    };
    return isDown(worst, dnsPods.all) ? problem(advice) : warning(advice);
  },
});

type Found = LogTrouble & { log: PodLog };
type ReadLog = Extract<PodLog, { kind: 'log' }>;

/** Each kind of trouble once, the gravest first. */
function troublesIn(logs: readonly ReadLog[], pods: readonly Pod[]): Found[] {
  const all = logs
    .flatMap((log) => logTroubles(log.lines).map((one) => ({ ...one, log })))
    .filter((one) => !isOver(one, pods));
  const groups = [...Map.groupBy(all, ({ sign }) => sign).values()];
  return groups
    .flatMap((group) => {
      const [first] = group;
      const times = group.reduce((sum, one) => sum + one.times, 0);
      return first ? [{ ...first, times }] : [];
    })
    .filter(({ sign, times }) => sign.kind !== 'upstream' || times >= fewLosses)
    .sort((a, b) => ranks[a.sign.kind] - ranks[b.sign.kind]);
}

/** A pod that is ready reaches the API server again, such as after an upgrade of that one. */
function isOver({ sign, log }: Found, pods: readonly Pod[]): boolean {
  const isSick = pods.some((pod) => pod.metadata.name === log.query.pod && !isReady(pod));
  return sign.kind === 'blind' && !isSick;
}

const ranks = { stops: 0, denied: 1, blind: 2, upstream: 3 };

const origins = {
  stops: ['dns-config-valid'],
  denied: ['dns-permissions-granted'],
  blind: [],
  upstream: ['dns-config-valid'],
};

/** As long as a DNS pod is ready, names of the cluster resolve: what its log says is over, or rare. */
function isDown({ sign }: Found, pods: readonly Pod[]): boolean {
  return sign.kind !== 'upstream' && !pods.some(isReady);
}
