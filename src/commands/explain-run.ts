/** What `explain` does: looks the check up and sets out what it knows about itself. */
import { kindsOf } from '../checks/audit/kinds.ts';
import { auditRules } from '../checks/audit/registry.ts';
import type { Rule } from '../checks/audit/rule.ts';
import { causes } from '../checks/causes.ts';
import type { Check, Explanation } from '../checks/check.ts';
import {
  allChecks,
  dnsChecks,
  ingressChecks,
  routeChecks,
  serviceChecks,
} from '../checks/registry.ts';
import { sources } from '../checks/sources/registry.ts';
import type { SourceName } from '../checks/sources/source.ts';
import { UserError } from '../errors.ts';
import { didYouMean, nearest } from '../network/nearest.ts';
import { code, type Report, type Section } from '../report.ts';
import { type Request, reportOf } from './command.ts';
import { commandLine } from './command-line.ts';

const lists = [
  { title: 'A Service cannot be reached: `check <service>`', checks: serviceChecks },
  { title: 'A name does not resolve: `check dns`', checks: dnsChecks },
  { title: 'An Ingress does not work: `check ingress <name|host/path>`', checks: ingressChecks },
  { title: 'An HTTPRoute does not work: `check route <name>`', checks: routeChecks },
  { title: 'Works today, and will hurt some day: `audit`', checks: auditRules },
];

/** What a check and a rule of `audit` have to say of themselves. */
interface Explained {
  id: string;
  title: string;
  explain: Explanation & { source?: string };
  /** Kinds, and what is no kind. */
  needs: readonly string[];
  followsFrom: readonly string[];
}

const all: readonly Explained[] = [...allChecks.map(ofCheck), ...auditRules.map(ofRule)];

function ofCheck(check: Check): Explained {
  const { id, title, explain } = check;
  return { id, title, explain, needs: rightsOf(check), followsFrom: causes[id] ?? [] };
}

function ofRule({ id, title, explain, needs }: Rule): Explained {
  const kinds = [...new Set(needs.flatMap((name) => kindsOf[name]))];
  return { id, title, explain, needs: kinds, followsFrom: [] };
}

export async function runExplain(
  request: Request<{ check?: string | undefined }>,
): Promise<Report> {
  const { check } = request.args;
  if (check === undefined) {
    return reportOf(request, {
      verdict: 'ok',
      headline: 'What is checked, in the order of the packet’s way',
      sections: [
        ...lists.flatMap(sectionsFor),
        { kind: 'text', text: `${code('explain <check>')} tells more about one.` },
      ],
      data: { checks: all.map(dataOf) },
    });
  }
  const found = find(request, check);
  return reportOf(request, {
    target: found.id,
    verdict: 'ok',
    headline: `${code(found.id)}: ${found.title}`,
    sections: sectionsOf(found),
    data: dataOf(found),
  });
}

/** @throws UserError usage */
function find(request: Request<unknown>, id: string): Explained {
  const found = all.find((one) => one.id === id.toLowerCase());
  if (found) return found;
  const near = nearest(
    id,
    all.map((one) => one.id),
  );
  throw new UserError('usage', {
    what: `There is no check ${code(id)}.`,
    hint: didYouMean(near).trim() || `${code('explain')} lists them all.`,
    suggestions: (near.length > 0 ? near : ['']).map((one) => commandLine(request, one)),
  });
}

/** What stands in a list before this one is named below it, and not set out again. */
function sectionsFor({ title, checks }: (typeof lists)[number], at: number): Section[] {
  const before = new Set(lists.slice(0, at).flatMap((list) => list.checks.map(({ id }) => id)));
  const again = checks.filter(({ id }) => before.has(id));
  const table: Section = {
    kind: 'table',
    title,
    columns: [{ label: 'Check' }, { label: 'Expects' }],
    rows: checks
      .filter((one) => !again.includes(one))
      .map(({ id, title: expects }) => [id, expects]),
  };
  if (again.length === 0) return [table];
  const names = again.map(({ id }) => code(id)).join(', ');
  return [table, { kind: 'text', text: `And of those above: ${names}.` }];
}

function sectionsOf({ explain, needs, followsFrom }: Explained): Section[] {
  const { why, how, fix, source } = explain;
  const names = (some: readonly string[]) => some.map((one) => code(one)).join(', ');
  const fields = [
    { label: 'Why', value: why },
    { label: 'How', value: how },
    { label: 'Fix', value: fix },
    { label: 'Needs', value: needs.length > 0 ? `to read ${names(needs)}` : '' },
    { label: 'Follows from', value: names(followsFrom) },
    { label: 'Source', value: source ?? '' },
  ];
  return [{ kind: 'fields', fields: fields.filter(({ value }) => value !== '') }];
}

function rightsOf({ needs, wants = [] }: Check): string[] {
  const words = (name: SourceName): readonly string[] => {
    const source = sources[name];
    if (source.how === 'read') return source.kinds;
    return source.how === 'logs' ? ['pods/log'] : [];
  };
  return [...new Set([...needs, ...wants].flatMap(words))];
}

const dataOf = ({ id, title, explain, needs, followsFrom }: Explained) => ({
  check: id,
  title,
  ...explain,
  needs,
  followsFrom,
});
