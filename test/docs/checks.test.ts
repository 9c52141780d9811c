/** `docs/checks.md` lists every check with the words it has for itself. */
import { expect, test } from 'vitest';
import { causes } from '../../src/checks/causes.ts';
import type { Check } from '../../src/checks/check.ts';
import { dnsChecks, ingressChecks, routeChecks, serviceChecks } from '../../src/checks/registry.ts';
import { textOf } from '../architecture/tree.ts';

const page = textOf('docs/checks.md');

function rowOf({ id, title, explain }: Check): string {
  const from = (causes[id] ?? []).map((cause) => `\`${cause}\``).join(', ');
  return `| \`${id}\` | ${title}. ${explain.how} | ${from || '—'} |`;
}

const lists = [
  ['check <service>', serviceChecks],
  ['check dns', dnsChecks],
  ['check ingress', ingressChecks],
  ['check route', routeChecks.filter((check) => !ingressChecks.includes(check))],
] as const;

test.each(lists)('the checks of `%s` stand in the page, in their order', (_, checks) => {
  const rows = checks.map(rowOf);
  expect(rows.filter((row) => !page.includes(`\n${row}\n`))).toEqual([]);
  const at = rows.map((row) => page.indexOf(row));
  expect(at).toEqual(at.toSorted((a, b) => a - b));
});
