/** `docs/checks.md` lists every rule of `audit` with the words it has for itself. */
import { expect, test } from 'vitest';
import { auditRules } from '../../src/checks/audit/registry.ts';
import { textOf } from '../architecture/tree.ts';

test('the rules of `audit` stand in the page, in their order', () => {
  const rows = auditRules.map(
    ({ id, title, severity, explain: { how, source } }) =>
      `| \`${id}\` | ${severity} | ${title}. ${how} | [source](${source}) |`,
  );
  expect(textOf('docs/checks.md')).toContain(`\n${rows.join('\n')}\n`);
});
