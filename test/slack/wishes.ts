/** Commands that ask for something, and decide it where everybody sees it. */
import * as z from 'zod';
import { type Command, defineCommand, reportOf } from '../../src/commands/command.ts';
import { code, type Report } from '../../src/report.ts';
import { split } from './blocks.examples.ts';

const common = {
  summary: 'Decide about a wish',
  positionals: ['id'],
  options: {},
  access: 'read' as const,
  needs: [],
};
const args = z.strictObject({ id: z.string() });
const standing = (id: string) => `wish/${id}`;

const wish = defineCommand({
  ...common,
  name: 'wish',
  examples: ['wish a'],
  args,
  async run(request) {
    const { id } = request.args;
    const form = { title: 'Reject the wish', label: 'Why?', option: 'why' };
    return reportOf(request, {
      verdict: 'ok',
      mark: 'warning',
      headline: `${code(id)}: may 20 % become 30 %?`,
      sections: [split],
      isRequest: true,
      standing: standing(id),
      actions: [
        { label: 'Approve', command: `grant ${id}`, style: 'primary' },
        { label: 'Reject', command: `deny ${id}`, style: 'danger', form },
        { label: 'Cancel', command: `lapse ${id}` },
      ],
    });
  },
});

const grant = defineCommand({
  ...common,
  name: 'grant',
  examples: ['grant a'],
  args,
  async run(request) {
    const { id } = request.args;
    const said = (headline: string) => reportOf(request, { verdict: 'ok', headline });
    return { ...said('in effect: 30 %'), ...restated(id, said(`${code(id)}: granted`)) };
  },
});

const deny = defineCommand({
  ...common,
  name: 'deny',
  options: { why: { hint: '<text>', summary: 'why' } },
  examples: ['deny a'],
  args: args.extend({ why: z.string().optional() }),
  async run(request) {
    const { id, why = 'nobody knows why' } = request.args;
    const said = (headline: string) => reportOf(request, { verdict: 'ok', headline });
    return { ...said(`denied: ${why}`), ...restated(id, said(`${code(id)}: denied`)) };
  },
});

const lapse = defineCommand({
  ...common,
  name: 'lapse',
  examples: ['lapse a'],
  args,
  isQuiet: true,
  async run(request) {
    const { id } = request.args;
    const said = reportOf(request, { verdict: 'ok', headline: `${code(id)}: lapsed` });
    return { ...said, ...restated(id, said), isSilent: true };
  },
});

function restated(id: string, report: Report): Pick<Report, 'restates'> {
  return { restates: [{ standing: standing(id), report }] };
}

export const wishes: readonly Command[] = [wish, grant, deny, lapse];
