/** The verdict of `trace`, and the one line that says it. */
import { didYouMean } from '../network/nearest.ts';
import type { Reach } from '../network/reach.ts';
import { askText } from '../network/routes/ask.ts';
import { percent } from '../network/routes/split.ts';
import { code, count, type Report } from '../report.ts';
import type { Traced } from './traced.ts';

type Outcome = Pick<Report, 'verdict' | 'headline'>;

export function judge(traced: Traced): Outcome {
  const { ask, main, reaches } = traced;
  const url = code(askText(ask));
  if (!main?.winner) return nothing(traced, url);
  const { source, answer } = main.winner;
  const rule = `${source.kind} ${code(`${source.namespace}/${source.name}`)}`;
  if (main.unserved !== undefined) {
    return {
      verdict: 'problem',
      headline: `${url} reaches nothing: ${rule} would take it, but nobody serves it: ${main.unserved}`,
    };
  }
  if (answer !== undefined) {
    const headline = `${url} is answered by ${main.entrance.name} itself: ${answer}`;
    return onlyIf({ verdict: 'ok', headline }, traced);
  }
  const used = reaches.filter(({ backend }) => backend.share > 0);
  if (used.length === 0)
    return { verdict: 'problem', headline: `${url} reaches nothing: ${idle(rule, reaches)}` };
  const isBroken = used.some(({ trouble }) => trouble);
  const outcome = isBroken ? broken(url, used) : onlyIf(whole(url, used), traced);
  const { open } = main.winner;
  if (open === undefined || outcome.verdict !== 'ok') return outcome;
  const headline = `${outcome.headline}, if ${open.map((one) => code(one)).join(' and ')} fits, which is not evaluated`;
  return { verdict: 'unknown', headline };
}

/** The way shown is that of the other scheme; the rule's own words on it stand below. */
function onlyIf(outcome: Outcome, { ask, main }: Traced): Outcome {
  if (!main?.isOtherScheme) return outcome;
  const words =
    ask.scheme === 'https'
      ? 'but only if TLS ends earlier: this is a rule for plain http'
      : 'but by https alone: this rule takes no plain http';
  return { ...outcome, headline: `${outcome.headline}, ${words}` };
}

/** No share goes anywhere. */
function idle(rule: string, reaches: readonly Reach[]): string {
  return reaches.length === 0
    ? `the rule of ${rule} has no backend`
    : `all weights of the rule of ${rule} are 0`;
}

function whole(url: string, used: readonly Reach[]): Outcome {
  const isOpen = used.some(({ unknown, service }) => unknown && !isAlias(service));
  const verdict = isOpen ? 'unknown' : 'ok';
  const [only, ...more] = used;
  if (!only || more.length > 0) {
    const doubts = used.flatMap((one) =>
      one.unknown && !isAlias(one.service) ? `; ${nameOf(one)}: ${one.unknown}` : [],
    );
    return { verdict, headline: `${url} reaches ${listed(used)}${doubts.join('')}` };
  }
  const { endpoints, unknown } = only;
  const ready = endpoints && `${endpoints.ready} of ${count(endpoints.total, 'endpoint')} ready`;
  const state = [ready, unknown].filter(Boolean).join('; ');
  return { verdict, headline: `${url} reaches ${nameOf(only)}${state && `: ${state}`}` };
}

const isAlias = (service: Reach['service']) => service?.spec.type === 'ExternalName';

function broken(url: string, used: readonly Reach[]): Outcome {
  const dead = used.filter(({ trouble }) => trouble);
  const alive = used.filter(({ trouble }) => !trouble);
  const ends = dead.map((one) => `${nameOf(one)}: ${one.trouble}`).join('; ');
  if (alive.length === 0) return { verdict: 'problem', headline: `${url} ends at ${ends}` };
  const lost = dead.reduce((sum, { backend }) => sum + backend.share, 0);
  const headline = `${percent(lost)} of ${url} ends at ${ends}; the rest reaches ${listed(alive)}`;
  return { verdict: 'problem', headline };
}

const nameOf = ({ backend }: Reach) => code(`${backend.namespace}/${backend.name}`);

function listed(reaches: readonly Reach[]): string {
  const words = reaches.map((one) => `${nameOf(one)} (${percent(one.backend.share)})`);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

/** No rule: because of the host, or because of the path. */
function nothing({ ask, main, isPartial, namespace, near }: Traced, url: string): Outcome {
  const where = namespace === undefined ? '' : ` in namespace ${code(namespace)}`;
  const why = main
    ? `${main.entrance.name} knows ${code(ask.host)}, but no rule${where} takes ${code(ask.path)}${asked(ask)}`
    : `no rule${where} takes the host ${code(ask.host)}`;
  const hosts = main ? [] : near.slice(0, 1).map(({ host }) => host);
  const meant = hosts.length > 0 ? `.${didYouMean(hosts)}` : '';
  if (!isPartial) return { verdict: 'problem', headline: `${url} reaches nothing: ${why}${meant}` };
  const headline = `Where ${url} ends up is not known: among what could be read, ${why}`;
  return { verdict: 'unknown', headline };
}

const asked = ({ method, headers }: Traced['ask']) =>
  `${method === 'GET' ? '' : ` with ${method}`}${headers.size > 0 ? ' with these headers' : ''}`;
