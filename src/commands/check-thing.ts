/** Plain `check <thing>`: a Service if there is one of that name, else the Ingress or route of it. */
import { ruleKinds } from '../checks/rule.ts';
import type { RuleKind, RuleTarget, Target } from '../checks/target.ts';
import { UserError } from '../errors.ts';
import { code } from '../report.ts';
import type { Snapshot } from '../snapshot.ts';
import { aheadOfName, allLeanings, named, ruleLists } from './check-ahead.ts';
import type { Checklist } from './check-list.ts';
import { rulesChecklist } from './check-rules.ts';
import type { CheckRequest } from './check-target.ts';
import { commandLine } from './command-line.ts';

const kinds = Object.keys(ruleLists) as RuleKind[];

type Named = Extract<RuleTarget, { name: string }>;

/** Asked for beside the Service, so that it costs no time where there is one. */
export function lookBeside(request: CheckRequest, { name = '', namespace, clusterDomain }: Target) {
  const queries = kinds.map((kind) => named(kind, name, namespace));
  // What it leans on is the first thing that its own list will ask.
  const beside = request.cluster.read([...queries, ...allLeanings.map((kind) => ({ kind }))]);
  // Awaited only where there is no Service; until then its failure has nobody who hears it.
  beside.catch(() => undefined);
  return async (): Promise<Checklist | undefined> => {
    const [rules, ...others] = foundIn(await beside);
    if (rules && others.length > 0) throw ambiguous(request, [rules, ...others]);
    if (!rules) return undefined;
    const target = { clusterDomain, rules, now: request.job.askedAt };
    const ahead = aheadOfName(rules.kind, name, namespace);
    return { ...rulesChecklist(request, target, rules), ahead };
  };
}

function foundIn({ objects }: Snapshot): Named[] {
  return kinds.flatMap((kind) =>
    (objects[ruleLists[kind]] ?? []).map(({ metadata: { name, namespace } }) => ({
      kind,
      name,
      namespace,
    })),
  );
}

function ambiguous(request: CheckRequest, found: readonly Named[]): UserError {
  const words = found.map(
    ({ kind, name, namespace }) => `${ruleKinds[kind].one} ${code(`${namespace}/${name}`)}`,
  );
  return new UserError('usage', {
    what: `That is ${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}.`,
    hint: 'Say which one is meant.',
    suggestions: found.map(({ kind, name, namespace }) =>
      commandLine(request, `${kind === 'httproute' ? 'route' : kind} ${namespace}/${name}`),
    ),
  });
}
