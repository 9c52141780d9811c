/**
 * The package for npm: the terminal's half as built JavaScript, because Node strips no types below
 * node_modules. It depends on nothing; what it is built from comes along with its licences.
 */

import { existsSync } from 'node:fs';
import { chmod, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './lambda.ts';
import { licencesOf } from './licences.ts';

/** CommonJS packages ask for `require`, which a module does not have. */
const banner =
  "import { createRequire as portolanRequire } from 'node:module'; const require = portolanRequire(import.meta.url);";

export async function buildPackage(out: string): Promise<void> {
  const { metafile } = await build({
    // Each stays where it is seen from the root, because both look for files beside them.
    entryPoints: ['handlers/cli.ts', 'src/playground/demo.ts'],
    absWorkingDir: root,
    outbase: root,
    outdir: out,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    banner: { js: banner },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  await Promise.all([
    // `../scenarios/` seen from the file that src/playground/cluster/ ends up in.
    copy('src/playground/scenarios', join(out, 'src/scenarios')),
    copy('infra/kubernetes', join(out, 'infra/kubernetes')),
    copy('infra/build/launcher.cjs', join(out, 'portolan.cjs')),
    copy('LICENSE', join(out, 'LICENSE')),
    copy('README.md', join(out, 'README.md')),
    copy('portolan.yaml', join(out, 'portolan.yaml')),
    writeFile(join(out, 'LICENSES-OF-OTHERS.txt'), licencesOf(metafile, root)),
    writeManifest(out),
  ]);
  await chmod(join(out, 'portolan.cjs'), 0o755);
}

async function copy(from: string, to: string): Promise<void> {
  const path = join(root, from);
  if (existsSync(path)) await cp(path, to, { recursive: true });
}

const kept = ['name', 'version', 'description', 'keywords', 'license', 'engines'];

async function writeManifest(out: string): Promise<void> {
  const whole: Record<string, unknown> = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  const manifest = {
    ...Object.fromEntries(kept.map((key) => [key, whole[key]])),
    type: 'module',
    bin: { portolan: 'portolan.cjs' },
  };
  await writeFile(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
