/** `npm start -- --port N --no-open --scenario NAME`, and what it prints. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { UserError } from '../errors.ts';
import { type Playground, startPlayground } from './start.ts';

const usualPort = 8080;

export async function startFromTerminal(argv: string[]): Promise<void> {
  try {
    const { port, scenario, open } = parse(argv);
    const playground = await start(port, scenario);
    process.stdout.write(welcome(playground.url, scenario));
    if (open) openBrowser(playground.url);
    stopOnSignal(playground);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n${error.hint}\n`.replaceAll('`', ''));
    process.exitCode = 2;
  }
}

function parse(argv: string[]): { port: number; scenario: string; open: boolean } {
  const { values } = parseWords(argv);
  const port = Number(values.port ?? usualPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UserError('usage', {
      what: `There is no port ${values.port}.`,
      hint: 'A port is a number from 1 to 65535; 0 takes a free one.',
    });
  }
  return { port, scenario: values.scenario ?? 'shop', open: !values['no-open'] };
}

function parseWords(args: string[]) {
  const options = {
    port: { type: 'string' },
    scenario: { type: 'string' },
    'no-open': { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args, options });
  } catch (cause) {
    const what = cause instanceof Error ? (cause.message.split('.')[0] ?? '') : String(cause);
    const hint = 'Use: npm start -- [--port N] [--scenario NAME] [--no-open]';
    throw new UserError('usage', { what: `${what}.`, hint }, { cause });
  }
}

async function start(port: number, scenario: string): Promise<Playground> {
  try {
    return await startPlayground({ port, scenario });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause;
    const what = `Port ${port} is in use.`;
    const hint = `Choose another one; npm start -- --port 0 takes a free one.`;
    throw new UserError('usage', { what, hint }, { cause });
  }
}

function welcome(url: string, scenario: string): string {
  return [
    `Portolan's playground: ${url}`,
    `Scenario ${scenario}. Try: /svc endpoints api-service -n shop`,
    'Ctrl+C stops it.',
    '',
  ].join('\n');
}

/** Best effort: without a browser to open, the address above is enough. */
function openBrowser(url: string): void {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

function stopOnSignal(playground: Playground): void {
  const stop = () => playground.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
