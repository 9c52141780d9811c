/** The two functions, each one file beside its configuration: `<out>/slack` and `<out>/worker`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { type Config, loadConfig } from '../../src/config.ts';
import { apart, leftOut, setApart } from './left-out.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The AWS SDK is bundled too: what Lambda brings along is slower to load, and changes by itself. */
const shared: BuildOptions = {
  bundle: true,
  // Names stay as they are: a stack in the log tells the functions, though source maps stay at home.
  // Shortened names, with the old ones kept beside them, would start slower, not faster.
  minifySyntax: true,
  minifyWhitespace: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  // Of packages that come in both forms the modules: what nobody imports from those is left out.
  mainFields: ['module', 'main'],
  sourcemap: 'external',
  legalComments: 'none',
  logLevel: 'warning',
};

const plugins = { slack: [leftOut, setApart], worker: [setApart] } satisfies Record<
  string,
  Plugin[]
>;
export type FunctionName = keyof typeof plugins;
const all: readonly FunctionName[] = ['slack', 'worker'];

export interface FunctionsOptions {
  /** Checked now, so that a function never starts with what cannot be read. */
  configPath: string;
  names?: readonly FunctionName[];
  /** With nothing left out: only for measuring what that saves. */
  isWhole?: boolean;
}

/** @returns what is worth a word to whoever builds */
export async function buildFunctions(
  out: string,
  { configPath, names = all, isWhole = false }: FunctionsOptions,
): Promise<string[]> {
  const config = await loadConfig({ PORTOLAN_CONFIG: configPath });
  await Promise.all(
    names.map((name) => buildFunction(name, join(out, name), config, isWhole ? [] : plugins[name])),
  );
  return remarks(config);
}

async function buildFunction(
  name: FunctionName,
  folder: string,
  config: Config,
  plugins: Plugin[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  // The project's own package.json says its .js files are modules; these are not.
  await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  await writeFile(join(folder, 'portolan.json'), `${JSON.stringify(config)}\n`);
  await build({
    ...shared,
    plugins,
    entryPoints: { index: join(root, `handlers/${name}.ts`), ...apart },
    outdir: folder,
  });
}

/** What is right in a file and yet will not work on Lambda. */
function remarks({ slack, clusters }: Config): string[] {
  const local = Object.entries(clusters).filter(
    ([, source]) => !('eks' in source || 'server' in source),
  );
  return [
    ...(slack ? [] : ['The configuration has no `slack`: nobody would be answered.']),
    ...local.map(
      ([name]) => `The cluster \`${name}\` is read from a kubeconfig or a pod; Lambda has neither.`,
    ),
  ];
}
