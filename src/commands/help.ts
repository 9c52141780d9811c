/** `help [command]`: what there is to ask. Answered by the front itself; needs no cluster. */
import * as z from 'zod';
import { UserError } from '../errors.ts';
import { didYouMean, nearest, oneOf } from '../network/nearest.ts';
import { code, type Section } from '../report.ts';
import { type Command, defineCommand, type OptionSpecs, reportOf, usageOf } from './command.ts';

/** Options every command takes. */
export const commonOptions = {
  namespace: {
    short: 'n',
    hint: '<namespace>',
    summary: 'the namespace, where the name does not say it',
  },
  cluster: { hint: '<name>', summary: 'the cluster, by its name in the configuration' },
} as const;

/** The list is handed in, because `help` itself is in it. */
export function defineHelp(commands: () => readonly Command[]): Command {
  return defineCommand({
    name: 'help',
    summary: 'Show what can be asked, or one command with examples',
    positionals: ['command?'],
    options: {},
    examples: ['help', 'help endpoints'],
    args: z.strictObject({ command: z.string().optional() }),
    access: 'read',
    needs: [],
    inFront: true,
    async run(request) {
      const { command } = request.args;
      return reportOf(request, {
        verdict: 'ok',
        headline: command ? `How to use ${code(command)}` : 'What can be asked',
        sections: command ? one(find(command, commands()), request.localOptions) : all(commands()),
      });
    },
  });
}

/**
 * @param lineFor what to suggest for a name that is near
 * @throws UserError usage
 */
export function find(
  name: string,
  commands: readonly Command[],
  lineFor = (near: string) => `help ${near}`,
): Command {
  const command = commands.find((candidate) => candidate.name === name.toLowerCase());
  if (command) return command;
  const names = commands.filter(({ isInternal }) => !isInternal).map(({ name }) => name);
  const near = nearest(name, names);
  throw new UserError('usage', {
    what: `There is no command ${code(name)}.`,
    hint: didYouMean(near).trim() || `There are ${oneOf(names, 'and')}.`,
    suggestions: near.length > 0 ? near.map(lineFor) : ['help'],
  });
}

function all(commands: readonly Command[]): Section[] {
  return [
    {
      kind: 'fields',
      fields: commands
        .filter(({ isInternal }) => !isInternal)
        .map((command) => ({
          label: command.name,
          value: `${command.summary}: ${code(command.examples[0] ?? command.name)}`,
        })),
    },
    { kind: 'text', text: `${code('help <command>')} shows one of them with all its options.` },
  ];
}

function one(command: Command, local: OptionSpecs): Section[] {
  const asksCluster = command.needs.length > 0;
  const options = { ...command.options, ...(asksCluster && commonOptions), ...local };
  return [
    { kind: 'text', text: `${command.summary}.` },
    { kind: 'code', text: usageOf(command) },
    ...optionSection(options),
    { kind: 'code', title: 'Examples', text: command.examples.join('\n') },
  ];
}

function optionSection(options: OptionSpecs): Section[] {
  const fields = Object.entries(options).map(([name, { short, hint, summary }]) => {
    const flags = [short && `-${short}`, `--${name}`].filter(Boolean).join(', ');
    return { label: `${flags}${hint ? ` ${hint}` : ''}`, value: summary };
  });
  return fields.length > 0 ? [{ kind: 'fields', title: 'Options', fields }] : [];
}
