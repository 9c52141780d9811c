/** `portolan <command>`: argv -> Job -> Report -> text or JSON, and an exit code scripts can use. */
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { WriteStream } from 'node:tty';
import { attempt, createAnswer } from '../app.ts';
import type { Clusters } from '../cluster/cluster.ts';
import type { LookupHost } from '../cluster/host-lookup.ts';
import type { Command } from '../commands/command.ts';
import { toLine } from '../commands/command-line.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Job } from '../job.ts';
import type { Log } from '../log.ts';
import { code, exitCode, type Report, toJson } from '../report.ts';
import { type LocalOptions, type Parsed, parseWords, toJob } from '../slack/slash.ts';
import { renderText, terminalOptions } from './text.ts';

export interface Backend {
  config: Config;
  clusters: Clusters;
  /** Absent for the demo, whose hosts are nobody's. */
  lookupHost?: LookupHost;
  close(): Promise<void>;
}

/** Where answers come from, as the options say. */
export interface BackendOptions {
  /** Embedded cluster of this scenario; absent: the reader's own. */
  scenario?: string;
  configPath?: string;
  context?: string;
  /** No cluster will be asked, so that a configuration that is broken does not matter. */
  isOffline?: true;
}

export interface Cli {
  commands: readonly Command[];
  open(options: BackendOptions): Promise<Backend>;
  stdout: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>;
  env: NodeJS.ProcessEnv;
  log: Log;
  version: string;
}

export const terminalOptionSpecs: LocalOptions = {
  output: { short: 'o', hint: '<text|json>', summary: 'text (default) or JSON for programs' },
  demo: { summary: 'ask the embedded demo cluster instead of your own' },
  scenario: { hint: '<name>', summary: 'ask the embedded cluster of this scenario' },
  config: { hint: '<file>', summary: 'configuration to use instead of portolan.yaml' },
  context: { hint: '<name>', summary: 'kubeconfig context to use instead of the current one' },
};

/** @returns the exit code */
export async function runCli(argv: readonly string[], cli: Cli): Promise<number> {
  if (['--version', '-v', 'version'].includes(argv[0] ?? '')) {
    cli.stdout.write(`${cli.version}\n`);
    return 0;
  }
  const isJson = wantsJson(argv);
  const name = { id: `terminal/${randomUUID()}`, command: argv[0] ?? 'help' };
  let repeat = '';
  const report = await attempt(
    name,
    () => {
      const parsed = parseWords(argv, cli.commands, terminalOptionSpecs);
      repeat = repeated(parsed);
      name.command = parsed.command.name;
      return answer(name.id, parsed, cli);
    },
    cli.log,
  );
  cli.stdout.write(isJson ? json(report) : text(report, cli, repeat));
  return exitCode(report);
}

async function answer(id: string, parsed: Parsed, cli: Cli): Promise<Report> {
  checkOutput(parsed);
  checkPlace(parsed);
  const backend = await cli.open(backendOptions(parsed));
  try {
    const { config, clusters, lookupHost } = backend;
    const { commands, log } = cli;
    return await createAnswer({
      config,
      clusters,
      commands,
      localOptions: terminalOptionSpecs,
      ...(lookupHost && { lookupHost }),
      log,
    })(jobOf(id, parsed));
  } finally {
    await backend.close();
  }
}

function jobOf(id: string, parsed: Parsed): Job {
  const asker = { kind: 'terminal', user: userInfo().username } as const;
  const reply = { kind: 'terminal' } as const;
  return toJob(parsed, { id, asker, reply, askedAt: new Date().toISOString() });
}

function backendOptions({ command, local }: Parsed): BackendOptions {
  if (command.needs.length === 0) return { isOffline: true };
  const { scenario, demo, config, context } = local;
  const chosen = typeof scenario === 'string' ? scenario : demo ? 'shop' : undefined;
  return {
    ...(chosen !== undefined && { scenario: chosen }),
    ...(typeof config === 'string' && { configPath: config }),
    ...(typeof context === 'string' && { context }),
  };
}

function text(report: Report, { stdout, env }: Cli, repeat: string): string {
  return `${renderText(report, { ...terminalOptions(stdout, env), repeat }).trimEnd()}\n`;
}

/** Still the same JSON, without a character that a terminal would obey. */
function json(report: Report): string {
  const text = JSON.stringify(toJson(report), null, 2);
  return `${text.replaceAll(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, escaped)}\n`;
}

/** By UTF-16 units, as JSON has it. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** Where the next command has to ask too. */
function repeated({ local: { demo, scenario, config, context } }: Parsed): string {
  const given = [
    ...(demo ? ['--demo'] : []),
    ...Object.entries({ scenario, config, context }).flatMap(([name, value]) =>
      typeof value === 'string' ? [`--${name}`, value] : [],
    ),
  ];
  return toLine(given);
}

/** @throws UserError usage: two places to ask */
function checkPlace({ local: { demo, scenario, config, context } }: Parsed): void {
  const places = Object.entries({ demo: demo || scenario, config, context })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => (name === 'demo' && scenario !== undefined ? '--scenario' : `--${name}`));
  const [first, second] = places;
  if (first === undefined || second === undefined) return;
  throw new UserError('usage', {
    what: `${code(first)} and ${code(second)} contradict each other.`,
    hint: 'Each says which cluster to ask; leave one of them out.',
  });
}

/** Told from the words themselves, so that a mistyped line still gets its error as JSON. */
function wantsJson(argv: readonly string[]): boolean {
  const words = argv.join(' ');
  return /(^| )(-o[ =]?|--output[ =])json( |$)/.test(words);
}

function checkOutput({ local: { output } }: Parsed): void {
  if (output === undefined || output === 'text' || output === 'json') return;
  throw new UserError('usage', {
    what: `There is no output format ${code(String(output))}.`,
    hint: `Use ${code('-o text')} or ${code('-o json')}.`,
  });
}
