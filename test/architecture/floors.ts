/** The house plan as data: which floor a file is on, and what it may import. */
import { posix } from 'node:path';
import type { Import, Source } from './source.ts';

const floors: readonly (readonly RegExp[])[] = [
  [
    /^src\/(job|report|graph-lines|errors|snapshot|patch|json|objects|crds\.gen)\.ts$/,
    /^src\/(policy-rule|people|pattern)\.ts$/,
    /^src\/objects\//,
  ],
  [/^src\/(network|checks|canary|access|incidents)\//],
  [/^src\/(cluster|store|queue)\//, /^src\/(config|config-\w+|environment|log|redact)\.ts$/],
  [/^src\/(app|ask|claims|changes|slots|journal)\.ts$/, /^src\/commands\//],
  [/^src\/(slack|playground|terminal)\//],
  [/^handlers\//],
];

/** @returns -1 for a file the plan does not know */
export function floorOf(path: string): number {
  return floors.findIndex((patterns) => patterns.some((pattern) => pattern.test(path)));
}

const emulator = 'src/playground/cluster/';

/** Who may import a package as a value (`import type` is free for everybody). */
const packageHomes: readonly { name: RegExp; homes: RegExp; words: string }[] = [
  {
    name: /^@kubernetes\/client-node(\/|$)/,
    homes: /^src\/cluster\//,
    words: 'only src/cluster uses the Kubernetes client; import its types with `import type`',
  },
  {
    name: /^@slack\//,
    homes: /^(src\/slack|src\/playground|handlers)\//,
    words: 'only src/slack, src/playground and handlers use Slack’s packages',
  },
  {
    name: /^(@aws-sdk|@smithy)\//,
    homes: /^src\/(cluster|store|queue)\//,
    words: 'only the door that needs it uses an AWS client',
  },
];

/** On floors 0 and 1: nothing in these tells the time, reads the environment or waits. */
const pureModules = new Set(['node:util', 'node:crypto']);

const isRelative = (name: string) => name.startsWith('.');

/** The project path an import leads to; undefined for a package. */
export function resolve(from: string, { to }: Pick<Import, 'to'>): string | undefined {
  return isRelative(to) ? posix.join(posix.dirname(from), to) : undefined;
}

/** @returns one sentence per breach */
export function breaches(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => [
    ...(floorOf(source.path) < 0 ? [`${source.path}: stands on no floor`] : []),
    ...source.imports.flatMap((one) => {
      const words = wrong(source.path, one);
      return words ? [`${source.path}:${one.line} imports ${one.to}: ${words}`] : [];
    }),
    ...impurities(source),
  ]);
}

function wrong(from: string, one: Import): string | undefined {
  if (one.to === '(computed)') return 'the name of an import has to be a literal';
  const target = resolve(from, one);
  return target === undefined ? wrongPackage(from, one) : wrongFile(from, target, one.to);
}

function wrongPackage(from: string, { to, isTypeOnly }: Import): string | undefined {
  if (isTypeOnly) return undefined;
  if (floorOf(from) < 2 && /^node:/.test(to) && !pureModules.has(to)) {
    return 'rules and words know no clock, no environment, no network';
  }
  return packageHomes.find(({ name, homes }) => name.test(to) && !homes.test(from))?.words;
}

function wrongFile(from: string, target: string, written: string): string | undefined {
  const own = floorOf(from);
  const other = floorOf(target);
  if (!/\.(ts|tsx|json|css)$/.test(written)) return 'a relative import carries its extension';
  if (other < 0) return 'stands on no floor';
  if (other > own) return `floor ${own} may not look up to floor ${other}`;
  if (own === 2 && other === 1) return 'rules and doors do not know each other';
  if (own === 1 && other === 1) return wrongSibling(folderOf(from), folderOf(target));
  if (from.startsWith(emulator) && !target.startsWith(emulator)) {
    return 'the embedded cluster must not be able to confirm our own mistakes';
  }
  return undefined;
}

const folderOf = (path: string) => path.split('/')[1] ?? '';

function wrongSibling(from: string, to: string): string | undefined {
  const mayUseNetwork = from === 'checks' || from === 'canary';
  if (from === to || (mayUseNetwork && to === 'network')) return undefined;
  return `${from}/ does not import its sibling ${to}/`;
}

function impurities({ path, impurities: found }: Source): string[] {
  if (floorOf(path) > 1) return [];
  return found.map(({ what, line }) => `${path}:${line} uses ${what}: floors 0 and 1 are pure`);
}
