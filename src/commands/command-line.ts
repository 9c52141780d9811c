/** Commands as they would be typed, for buttons and suggestions: with the cluster that was asked for. */
import type { Job } from '../job.ts';
import type { Named } from '../network/routes/route.ts';

interface Asked {
  job: Pick<Job, 'command' | 'scope'>;
}

export function commandLine({ job }: Asked, args: string, command = job.command): string {
  const { cluster } = job.scope;
  return [command, args, ...(cluster ? [`--cluster ${cluster}`] : [])]
    .filter((word) => word !== '')
    .join(' ');
}

/** `--name value`, in quotes where it has to be; nothing without a value. */
export function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`--${name} ${toLine([value])}`];
}

/** The words as a line that means the same again. */
export function toLine(words: readonly string[]): string {
  return words.map((word) => (/^[^\s"']+$/.test(word) ? word : quoted(word))).join(' ');
}

/** In quotes of which it has none; a word that has both kinds is put together of several. */
function quoted(word: string): string {
  if (!word.includes('"')) return `"${word}"`;
  if (!word.includes("'")) return `'${word}'`;
  return word
    .split('"')
    .map((part) => `"${part}"`)
    .join(`'"'`);
}

/** `list -n shop`, or of all namespaces. */
export function listLine(request: Asked, namespace: string | undefined): string {
  return commandLine(request, namespace === undefined ? '-A' : `-n ${namespace}`, 'list');
}

/** `canary httproute/shop -n shop`, of the object whose rules share requests. */
export function canaryLine(request: Asked, { kind, namespace, name }: Named): string {
  return commandLine(request, `${kind.toLowerCase()}/${name} -n ${namespace}`, 'canary');
}

/** `endpoints shop/api` */
export function endpointsLine(request: Asked, service: string): string {
  return commandLine(request, service, 'endpoints');
}
