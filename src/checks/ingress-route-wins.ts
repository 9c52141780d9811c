/** Does each rule get the requests it is meant for, or does another one take them before it? */
import { firstOf } from '../network/nearest.ts';
import { isMeantAsCanary } from '../network/routes/ingress-nginx-canaries.ts';
import { isCanary } from '../network/routes/ingress-nginx-canary.ts';
import type { Match, RouteBackend } from '../network/routes/route.ts';
import { code } from '../report.ts';
import { type Advised, defineCheck, type Evidence, type Finding } from './check.ts';
import { ok, problem, skipped, unknown, warning } from './findings.ts';
import type { RuleObject, Way } from './rule.ts';
import { ofRules } from './rule-findings.ts';
import { type RuleSubject, ruleNeeds, ruleWants } from './rule-subject.ts';

export const ingressRouteWins = defineCheck({
  id: 'ingress-route-wins',
  title: 'Its rules get the requests they are meant for',
  needs: [],
  wants: [...ruleNeeds, ...ruleWants],
  explain: {
    why: 'Rules of many objects meet in one controller, and one request goes to one of them. A rule that another one shadows (an older Ingress with the same host and path, a longer path, an expression) is stored, looks right, and gets nothing.',
    how: 'A typical request of every rule (its path, and something below it) is followed as the controller would: host first, then its own order of paths. The same as `trace` does with a URL.',
    fix: 'Give the two rules different hosts or paths, merge them into one object, or delete the one that is not meant.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject) => {
      if (subject.kind === 'ingress' && isCanary(subject.object)) {
        return skipped('a canary takes a share of another Ingress’s rule, and wins nothing itself');
      }
      if (subject.ways.length === 0) return skipped('it has no rule with a path');
      const served = subject.ways.filter(({ arrival }) => arrival?.unserved === undefined);
      if (served.length === 0) return skipped('nobody serves it, so that no rule of it can win');
      const lost = served.filter((way) => !way.wins && way.own && !way.isDefault);
      const shadowed = lost.filter((way) => !isSameEnd(way));
      const foreign = shadowed.filter((way) => !isOwn(winnerOf(way), subject));
      // One that is meant as a canary and not marked as one is a rule like any other.
      const isUnmarked = subject.kind === 'ingress' && isMeantAsCanary(subject.object);
      const causedBy = isUnmarked ? ['canary-takes-traffic'] : [];
      // Whoever has no file of its own here may let another of two equal rules win.
      const isGuess = foreign.every(({ arrival }) => arrival?.router === 'ingress');
      if (foreign.length > 0 && !isGuess) {
        return problem({ ...told(subject, foreign, served.length), causedBy });
      }
      if (shadowed.length > 0) return warning(told(subject, shadowed, served.length));
      return allWell(subject, served);
    }),
});

const winnerOf = ({ arrival }: Way): Match | undefined => arrival?.winner;

const isOwn = (match: Match | undefined, { object: { metadata } }: RuleObject) =>
  match?.source.namespace === metadata.namespace && match.source.name === metadata.name;

/** Written twice, but to the same end: nobody notices. */
function isSameEnd(way: Way): boolean {
  const ends = (split: readonly RouteBackend[] = []) =>
    split
      .filter(({ share }) => share > 0)
      .map(({ kind, namespace, name, port }) => `${kind} ${namespace}/${name}:${port}`)
      .sort()
      .join(' ');
  return ends(way.split) === ends(winnerOf(way)?.split);
}

function allWell(subject: RuleSubject, served: readonly Way[]): Finding {
  const open = served.filter(({ own, arrival }) => own?.open ?? arrival?.winner?.open);
  const unasked = served.filter(({ own, isDefault }) => !own && !isDefault);
  if (open.length > 0 || unasked.length === served.length) {
    const [way] = open.length > 0 ? open : unasked;
    const why = open.length > 0 ? 'it has conditions that are not evaluated' : notFollowed(way);
    return subject.kind === 'httproute' && open.length === 0
      ? skipped('no listener takes it in, so that no rule of it can win')
      : unknown(`not known for ${way?.rule ?? 'its rules'}: ${why}`);
  }
  const rules = served.filter(({ wins }) => wins).length;
  const rest = unasked.length > 0 ? `; ${unasked.length} could not be followed` : '';
  const words =
    rules === 1
      ? 'its rule gets the requests it is meant for'
      : `its ${rules} rules get the requests they are meant for`;
  return ok(`${words}${rest}`);
}

const notFollowed = (way: Way | undefined): string =>
  way?.ask ? 'its controller takes no such request' : 'no typical request of it can be told';

function told(subject: RuleSubject, lost: readonly Way[], all: number): Advised {
  const [first, ...others] = lost;
  const winner = first && winnerOf(first);
  const by = winner ? `${nameOf(winner)} (${winner.rule})` : 'another rule';
  const why = first?.own?.loses ?? '';
  const more =
    others.length > 0
      ? `; nor ${others.length === 1 ? 'does' : 'do'} ${firstOf(
          others.map(({ rule }) => rule.replaceAll('`', '')),
          2,
        )}`
      : '';
  const number = all > lost.length ? '' : all > 1 ? ', as none of its rules does' : '';
  return {
    summary: `${first?.rule ?? ''} gets no requests${number}: ${by} takes them (${why})${more}`,
    evidence: evidenceOf(lost),
    fix: adviceFor(subject, winner, why),
    kubectl: winner
      ? `kubectl get ${winner.source.kind.toLowerCase()} ${winner.source.name} -n ${winner.source.namespace} -o yaml`
      : 'kubectl get ingress -A',
  };
}

const nameOf = ({ source: { kind, namespace, name } }: Match) =>
  `${kind} ${code(`${namespace}/${name}`)}`;

function evidenceOf(lost: readonly Way[]): Evidence[] {
  return lost.slice(0, 5).flatMap((way) => {
    const winner = winnerOf(way);
    if (!winner) return [];
    const { kind, namespace, name } = winner.source;
    return [
      {
        object: `${kind.toLowerCase()} ${namespace}/${name}`,
        field: 'the rule that wins',
        value: winner.rule.replaceAll('`', ''),
      },
    ];
  });
}

function adviceFor(subject: RuleSubject, winner: Match | undefined, why: string): string {
  const other = winner ? nameOf(winner) : 'the other one';
  if (winner && isOwn(winner, subject)) {
    return 'Remove one of the two rules, or give them different paths.';
  }
  if (/old/.test(why)) {
    return `Delete the rule from ${other} if it is left over; else give one of the two another host or path.`;
  }
  return `Narrow the rule of ${other}, or give one of the two another host or path.`;
}
