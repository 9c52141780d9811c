#!/usr/bin/env node
/** `portolan <command>`. */
import { readFileSync } from 'node:fs';
import { commands } from '../src/commands/registry.ts';
import { createLog } from '../src/log.ts';
import { openBackend } from '../src/terminal/backend.ts';
import { runCli } from '../src/terminal/cli.ts';

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string };

process.exitCode = await runCli(process.argv.slice(2), {
  commands,
  open: (options) => openBackend(options, process.env),
  stdout: process.stdout,
  env: process.env,
  log: createLog({ level: process.env.PORTOLAN_DEBUG ? 'debug' : 'error' }),
  version,
});
