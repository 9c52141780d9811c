/** The configuration as a file: its text, or why there is none. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from './errors.ts';
import { code } from './report.ts';

const LARGEST = 1024 * 1024;

export const MINIMAL = `A minimal one:
version: 1
clusters:
  main: {} # the current context of the kubeconfig`;

/** @throws UserError usage */
export async function readText(path: string): Promise<string> {
  const file = code(resolve(path));
  const bytes = await readBytes(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause instanceof UserError) throw cause;
    if (cause.code === 'ENOENT') throw unusable(`There is no configuration at ${file}.`, cause);
    throw unusable(`The configuration ${file} cannot be read (${cause.code}).`, cause);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unusable(`The configuration ${file} is not a text in UTF-8.`, cause);
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  const file = code(resolve(path));
  const found = await stat(path);
  if (found.isDirectory()) throw unusable(`The configuration ${file} is a directory.`);
  if (found.size > LARGEST) throw unusable(`The configuration ${file} is larger than 1 MB.`);
  return readFile(path);
}

function unusable(what: string, cause?: unknown): UserError {
  const hint = `Set PORTOLAN_CONFIG to the file, or put portolan.yaml here. ${MINIMAL}`;
  return new UserError('usage', { what, hint }, { cause });
}
