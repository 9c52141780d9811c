/** What `explain` does: looks the check up and sets out what it knows about itself. */
import { causes } from '../checks/causes.ts';
import type { Check } from '../checks/check.ts';
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
];

export async function runExplain(
  request: Request<{ check?: string | undefined }>,
): Promise<Report> {
  const { check } = request.args;
  if (check === undefined) {
    return reportOf(request, {
      verdict: 'ok',
      headline: 'What is checked, in the order of the packet’s way',
      sections: [
        ...lists.map(tableOf),
        { kind: 'text', text: `${code('explain <check>')} tells more about one.` },
      ],
      data: { checks: allChecks.map(dataOf) },
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
function find(request: Request<unknown>, id: string): Check {
  const found = allChecks.find((one) => one.id === id.toLowerCase());
  if (found) return found;
  const near = nearest(
    id,
    allChecks.map((one) => one.id),
  );
  throw new UserError('usage', {
    what: `There is no check ${code(id)}.`,
    hint: didYouMean(near).trim() || `${code('explain')} lists them all.`,
    suggestions: (near.length > 0 ? near : ['']).map((one) => commandLine(request, one)),
  });
}

function tableOf({ title, checks }: (typeof lists)[number]): Section {
  return {
    kind: 'table',
    title,
    columns: [{ label: 'Check' }, { label: 'Expects' }],
    rows: checks.map(({ id, title }) => [id, title]),
  };
}

function sectionsOf(check: Check): Section[] {
  const { why, how, fix } = check.explain;
  const accounted = causes[check.id] ?? [];
  const rights = rightsOf(check);
  return [
    {
      kind: 'fields',
      fields: [
        { label: 'Why', value: why },
        { label: 'How', value: how },
        { label: 'Fix', value: fix },
        ...(rights.length > 0
          ? [{ label: 'Needs', value: `to read ${rights.map((one) => code(one)).join(', ')}` }]
          : []),
        ...(accounted.length > 0
          ? [
              {
                label: 'Follows from',
                value: accounted.map((one) => code(one)).join(', '),
              },
            ]
          : []),
      ],
    },
  ];
}

/** Kinds, and what is no kind. */
function rightsOf({ needs, wants = [] }: Check): string[] {
  const words = (name: SourceName): readonly string[] => {
    const source = sources[name];
    if (source.how === 'read') return source.kinds;
    return source.how === 'logs' ? ['pods/log'] : [];
  };
  return [...new Set([...needs, ...wants].flatMap(words))];
}

const dataOf = (check: Check) => ({
  check: check.id,
  title: check.title,
  ...check.explain,
  needs: rightsOf(check),
  followsFrom: causes[check.id] ?? [],
});
