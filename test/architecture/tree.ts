/** The project's files. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSource, type Source } from './source.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param patterns as a shell would write them, relative to the project */
export function filesOf(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8');
}

export function sourcesOf(...patterns: string[]): Source[] {
  return filesOf(...patterns).map((path) => readSource(path, textOf(path)));
}
