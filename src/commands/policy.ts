/** `policy test <line>`: what the rules of the configuration say to a line, and why. */
import * as z from 'zod';
import { canaryNeeds } from './canary.ts';
import { type Command, defineCommand } from './command.ts';

const id = (pattern: RegExp, expected: string) =>
  z
    .string()
    .transform((text) => text.replace(/^<(?:[@#]|!subteam\^)([A-Z0-9]+)(?:\|[^>]*)?>$/, '$1'))
    .pipe(z.string().regex(pattern, expected));

const args = z.strictObject({
  test: z.literal('test', { error: 'has to be `test`' }),
  line: z.string(),
  as: id(/^[UW][A-Z0-9]+$/, 'has to be a user id such as `U0123ABCD`').optional(),
  channel: id(/^[CDG][A-Z0-9]+$/, 'has to be a channel id such as `C0123ABCD`').optional(),
  group: z.array(id(/^S[A-Z0-9]+$/, 'has to be a user group id such as `S0123ABCD`')).default([]),
});

/** The list is handed in, because `policy` itself is in it. */
export function definePolicy(commands: () => readonly Command[]): Command {
  return defineCommand({
    name: 'policy',
    summary: 'Explain what the rules of the configuration say to a line, rule by rule',
    positionals: ['test', 'line'],
    options: {
      as: { hint: '<user>', summary: 'who asks, by id; in Slack it is you' },
      channel: { hint: '<channel>', summary: 'where it is asked, by id; in Slack it is here' },
      group: {
        hint: '<group>',
        summary: 'a user group the person is taken to be in',
        isRepeatable: true,
      },
    },
    examples: [
      "policy test --as U0123ABCD 'canary shop-api-canary 20% -n shop'",
      "policy test --as U0123ABCD --group S0123ABCD --channel C0123ABCD 'canary shop/shop 5/1000'",
      "policy test --as U0123ABCD 'check shop/api'",
    ],
    args,
    access: 'read',
    needs: canaryNeeds,
    run: async (request) => (await import('./policy-run.ts')).runPolicy(request, commands()),
  });
}
