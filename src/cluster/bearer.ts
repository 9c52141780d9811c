/** Tokens that stand in for a user's own credentials, asked for anew at each use. */
import { readFile } from 'node:fs/promises';
import { UserError } from '../errors.ts';
import { code } from '../report.ts';

export interface Bearer {
  /** "the token in `…`" */
  words: string;
  /** What to do when the server does not know it; absent: what holds for all credentials. */
  whenRefused?: string;
  /** @throws UserError; no error repeats a token */
  token(): Promise<string>;
  /** The server answered 401 to this one: another may be had, so a request is worth repeating. */
  drop?(token: string): void;
}

/** Read at each use, so that it may be rotated. */
export function tokenIn(file: string): Bearer {
  return { words: `the token in ${code(file)}`, token: () => readToken(file) };
}

/** @throws UserError if it cannot be read or holds no token */
async function readToken(file: string): Promise<string> {
  const hint = 'It must hold the token and nothing else, and Portolan must be allowed to read it.';
  const token = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new UserError(
      'unreadable',
      { what: `The token file ${code(file)} cannot be read.`, hint },
      { cause },
    );
  });
  if (/^[\x21-\x7e]+$/.test(token.trim())) return token.trim();
  throw new UserError('unreadable', { what: `The file ${code(file)} holds no token.`, hint });
}
