/** `portolan <command>`: argv -> Job -> Report -> text or JSON, and an exit code scripts can use. */
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { WriteStream } from 'node:tty';
import { attempt, createAnswer } from '../app.ts';
import type { Clusters } from '../cluster/cluster.ts';
import type { Command } from '../commands/command.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Job } from '../job.ts';
import type { Log } from '../log.ts';
import { code, exitCode, type Report, toJson } from '../report.ts';
import { type LocalOptions, type Parsed, parseWords } from '../slack/slash.ts';
import { renderText, terminalOptions } from './text.ts';

export interface Backend {
  config: Config;
  clusters: Clusters;
  close(): Promise<void>;
}

/** Where answers come from, as the options say. */
export interface BackendOptions {
  /** Embedded cluster of this scenario; absent: the reader's own. */
  scenario?: string;
  configPath?: string;
  context?: string;
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
  if (argv[0] === '--version') {
    cli.stdout.write(`${cli.version}\n`);
    return 0;
  }
  const isJson = wantsJson(argv);
  const name = { id: `terminal/${randomUUID()}`, command: argv[0] ?? 'help' };
  const report = await attempt(name, () => answer(name.id, argv, cli), cli.log);
  cli.stdout.write(isJson ? `${JSON.stringify(toJson(report), null, 2)}\n` : text(report, cli));
  return exitCode(report);
}

async function answer(id: string, argv: readonly string[], cli: Cli): Promise<Report> {
  const parsed = parseWords(argv, cli.commands, terminalOptionSpecs);
  checkOutput(parsed);
  const backend = await cli.open(backendOptions(parsed));
  try {
    const { config, clusters } = backend;
    const { commands, log } = cli;
    return await createAnswer({ config, clusters, commands, log })(toJob(id, parsed));
  } finally {
    await backend.close();
  }
}

function toJob(id: string, { command, args, scope, text }: Parsed): Job {
  return {
    version: 1,
    id,
    command: command.name,
    args,
    scope,
    text,
    asker: { kind: 'terminal', user: userInfo().username },
    reply: { kind: 'terminal' },
    askedAt: new Date().toISOString(),
  };
}

function backendOptions({ command, local }: Parsed): BackendOptions {
  const { scenario, demo, config, context } = local;
  const chosen = typeof scenario === 'string' ? scenario : demo ? 'shop' : undefined;
  const isOffline = command.needs.length === 0;
  return {
    ...(chosen !== undefined && !isOffline && { scenario: chosen }),
    ...(typeof config === 'string' && { configPath: config }),
    ...(typeof context === 'string' && { context }),
  };
}

function text(report: Report, { stdout, env }: Cli): string {
  return `${renderText(report, terminalOptions(stdout, env)).trimEnd()}\n`;
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
