/** The verdict of `endpoints`, and the one line that says it. */
import { alike } from '../network/alike.ts';
import type { Backend, Backends } from '../network/backends.ts';
import { nearMiss } from '../network/near-miss.ts';
import { isReady, isVague } from '../network/pod-trouble.ts';
import { portName, portTrouble, type ResolvedPort } from '../network/ports.ts';
import {
  aliasTrouble,
  formOf,
  hasSelector,
  isPending,
  selectorText,
} from '../network/service-facts.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { code, count, type Report } from '../report.ts';

export interface HeadlineFacts {
  service: Service;
  /** undefined: could not be read. */
  slices: readonly EndpointSlice[] | undefined;
  pods: readonly Pod[] | undefined;
  neighbours: readonly Pod[];
}

export type Outcome = Pick<Report, 'verdict' | 'headline' | 'mark'>;

/** @param dead ports of the Service that no ready endpoint has */
export function judge(
  facts: HeadlineFacts,
  backends: Backends,
  dead: readonly ResolvedPort[],
): Outcome {
  const { service, slices } = facts;
  const { namespace, name } = service.metadata;
  const who = code(`${namespace}/${name}`);
  if (formOf(service) === 'ExternalName') return alias(service, who);
  if (!slices) return { verdict: 'unknown', headline: `${who} ${unread(facts)}` };
  const all = backends.endpoints;
  if (all.length === 0) {
    return { verdict: 'problem', headline: `${who} has no endpoints${nobody(facts, backends)}` };
  }
  const ready = all.filter((item) => item.ready);
  const warned = ready.filter((item) => item.reason).length;
  const tally = [
    `${who}: ${ready.length} of ${count(all.length, 'endpoint')} ready`,
    ...(warned > 0 ? [`${warned} with a warning`] : []),
    ...(isPending(service) ? ['external address pending'] : []),
    ...dead.map(nowhere),
  ].join(', ');
  const isOdd = warned > 0 || isPending(service) || backends.podsAside.length > 0;
  const isWell = ready.length === all.length;
  return {
    verdict: ready.length === 0 || dead.length > 0 ? 'problem' : 'ok',
    ...(ready.length > 0 && dead.length === 0 && (isOdd || !isWell) && { mark: 'warning' }),
    headline: `${tally}${isWell ? waiting(backends) : `${because(all)}${fallback(all)}`}`,
  };
}

function alias(service: Service, who: string): Outcome {
  const trouble = aliasTrouble(service);
  const words = `${who} is an alias of ${code(service.spec.externalName ?? '')}`;
  return trouble
    ? { verdict: 'problem', headline: `${words}, which does not work: ${trouble}` }
    : { verdict: 'ok', headline: `${words}: it has no endpoints of its own` };
}

function unread({ pods }: HeadlineFacts): string {
  const words = 'cannot be judged: its EndpointSlices could not be read';
  if (!pods || pods.length === 0) return words;
  const ready = pods.filter((pod) => isReady(pod)).length;
  return `${words}; ${ready} of ${count(pods.length, 'selected pod')} ready`;
}

/** Four ways to have nobody: none wanted by a selector, none found, none fit, none to be seen. */
function nobody({ service, pods, neighbours }: HeadlineFacts, { podsAside }: Backends): string {
  if (!hasSelector(service)) {
    return ': it has no selector, and nobody has written an EndpointSlice for it';
  }
  const selector = code(selectorText(service));
  if (pods === undefined) return `; its selector is ${selector}`;
  if (podsAside.length === 0) {
    const miss = nearMiss(service, neighbours);
    return miss
      ? `: no pod carries ${selector}, but ${count(miss.pods, 'pod')} ${code(miss.labels)}`
      : `: no pod carries ${selector}; scaled to zero, or the selector is wrong`;
  }
  const selected = count(podsAside.length, 'pod');
  return `: ${selector} selects ${selected}, none of which can take traffic${because(podsAside)}`;
}

function nowhere(resolved: ResolvedPort): string {
  const why = portTrouble(resolved);
  return `but port ${portName(resolved.port)} leads nowhere${why ? ` (${why})` : ''}`;
}

type Reasoned = Pick<Backend, 'reason'> & { ready?: boolean };

/** The commonest reason that says something; the others stand below. */
function because(items: readonly Reasoned[]): string {
  const reasons = items.flatMap(({ ready, reason }) => (ready || !reason ? [] : [reason]));
  const groups = [...Map.groupBy(reasons, alike).values()];
  const [top] = groups.sort((a, b) => vagueness(a) - vagueness(b) || b.length - a.length);
  if (!top?.[0]) return '';
  return `: ${new Set(top).size === 1 ? top[0] : alike(top[0])}`;
}

const vagueness = ([first = '']: string[]) => Number(isVague(first));

/** https://kubernetes.io/docs/reference/networking/virtual-ips/: when no ready one is left. */
function fallback(all: readonly Backend[]): string {
  if (all.some((item) => item.ready)) return '';
  const leaving = all.filter((item) => item.serving && item.terminating).length;
  return leaving > 0 ? `; until they end, ${leaving} terminating still get the traffic` : '';
}

/** Everybody who is an endpoint is ready, but somebody is not an endpoint. */
function waiting({ podsAside }: Backends): string {
  const others = podsAside.filter(({ isOver }) => !isOver);
  if (others.length === 0) return '';
  return `; ${count(others.length, 'more selected pod')} without traffic${because(others)}`;
}
