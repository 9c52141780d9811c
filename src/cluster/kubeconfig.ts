/** Kubeconfig files: which are read, which context is taken, and what is wrong with them. */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { Cluster, Context, KubeConfig, User } from '@kubernetes/client-node';
import { distance } from 'fastest-levenshtein';
import { parse } from 'yaml';
import * as z from 'zod';
import { UserError } from '../errors.ts';
import { code } from '../report.ts';
import { type Bearer, tokenIn } from './bearer.ts';

/** Where to connect, and as whom. */
export interface Login {
  server: Cluster;
  user: User;
  /** In place of the user's own credentials. */
  bearer?: Bearer;
  /** "kubeconfig `…`, context `…`" */
  source: string;
}

interface Kubeconfig {
  file: string;
  config: KubeConfig;
  tokenFiles: ReadonlyMap<string, string>;
}

type New = () => KubeConfig;

/** kubectl knows `tokenFile`; the client library does not read it from a kubeconfig. */
const TokenFiles = z.object({
  users: z
    .array(z.object({ name: z.string(), user: z.object({ tokenFile: z.string().optional() }) }))
    .catch([]),
});

/** As kubectl looks for them: every file of $KUBECONFIG, else ~/.kube/config. */
function filesOf(named: string | undefined): string[] {
  if (named) return [named.replace(/^~(?=\/)/, homedir())];
  const listed = (process.env.KUBECONFIG ?? '').split(delimiter).filter(Boolean);
  return listed.length > 0 ? listed : [join(homedir(), '.kube', 'config')];
}

/** @throws UserError naming the file, the context and the contexts that come near */
export async function loginFromKubeconfig(
  create: New,
  named: { kubeconfig?: string | undefined; context?: string | undefined },
): Promise<Login> {
  const files = filesOf(named.kubeconfig);
  const loaded: Kubeconfig[] = [];
  for (const file of files) loaded.push(...(await load(create, file, files.length > 1)));
  if (loaded.length === 0) throw missing(files.join(delimiter));
  return choose(loaded, named.context);
}

/** A file of $KUBECONFIG that does not exist is passed over, as kubectl does, if there are others. */
async function load(create: New, file: string, mayBeMissing: boolean): Promise<Kubeconfig[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && mayBeMissing) return undefined;
    throw missing(file, error);
  });
  if (text === undefined) return [];
  const config = create();
  try {
    config.loadFromString(text);
    config.makePathsAbsolute(dirname(resolve(file)));
    return [{ file, config, tokenFiles: tokenFilesIn(text, dirname(resolve(file))) }];
  } catch (error) {
    throw broken(file, error);
  }
}

function tokenFilesIn(text: string, folder: string): Map<string, string> {
  if (!text.includes('tokenFile')) return new Map();
  const { users } = TokenFiles.parse(parse(text));
  const pairs = users.map(({ name, user }) => [name, user.tokenFile] as const);
  return new Map(pairs.flatMap(([name, file]) => (file ? [[name, resolve(folder, file)]] : [])));
}

/** Over several files the first that has a name wins. */
function choose(loaded: readonly Kubeconfig[], wanted: string | undefined): Login {
  const contexts = loaded.flatMap(({ config }) => config.contexts);
  const where = code(loaded.map(({ file }) => file).join(delimiter));
  const name = wanted ?? loaded.map(({ config }) => config.currentContext).find(Boolean);
  const context = contexts.find((one) => one.name === name);
  if (!name || !context) throw noContext(where, name, contexts);
  const at = `context ${code(name)} of kubeconfig ${where}`;
  const servers = loaded.flatMap(({ config }) => config.clusters);
  const server = servers.find((one) => one.name === context.cluster);
  if (!server) throw dangling(at, 'cluster', context.cluster);
  const users = loaded.flatMap(({ config }) => config.users);
  const user = users.find((one) => one.name === context.user);
  if (context.user && !user) throw dangling(at, 'user', context.user);
  const tokenFile = loaded.map((one) => one.tokenFiles.get(context.user)).find(Boolean);
  return {
    server,
    user: user ?? { name: '' },
    source: at,
    ...(tokenFile ? { bearer: tokenIn(tokenFile) } : {}),
  };
}

/** @param cause absent: none of several files is there */
function missing(file: string, cause?: NodeJS.ErrnoException): UserError {
  if (cause === undefined || cause.code === 'ENOENT') {
    const what = `There is no kubeconfig ${code(file)}.`;
    const hint =
      'The configuration names it, or KUBECONFIG; without either it is `~/.kube/config`. Create it, or name another.';
    return new UserError('unreadable', { what, hint }, { cause });
  }
  const what = `The kubeconfig ${code(file)} cannot be read (${cause.code}).`;
  const isFolder = cause.code === 'EISDIR';
  const hint = isFolder ? 'It is a folder; name a file in it.' : 'May Portolan read it?';
  return new UserError('unreadable', { what, hint }, { cause });
}

/** A YAML parser quotes the lines around its error, which may be a token's: only the place is kept. */
function broken(file: string, error: unknown): UserError {
  const line = /\((\d+):\d+\)/.exec(String(error))?.[1];
  const what = `The kubeconfig ${code(file)} is not one${line ? ` (line ${line})` : ''}.`;
  const hint = 'It must be YAML with clusters, users and contexts, each with a name.';
  return new UserError('unreadable', { what, hint });
}

function noContext(where: string, name: string | undefined, contexts: readonly Context[]) {
  const what = name
    ? `The kubeconfig ${where} has no context ${code(name)}.`
    : `The kubeconfig ${where} has no current context.`;
  const near = contexts
    .map((context) => context.name)
    .sort((a, b) => distance(a, name ?? '') - distance(b, name ?? ''))
    .slice(0, 5);
  const hint = near.length
    ? `Name one of its contexts: ${near.map(code).join(', ')}.`
    : 'It has no contexts at all.';
  return new UserError('unreadable', { what, hint });
}

function dangling(at: string, part: string, name: string): UserError {
  const what = `The ${at} names the ${part} ${code(name)}, which is not in it.`;
  return new UserError('unreadable', { what, hint: `Add that ${part}, or name another context.` });
}
