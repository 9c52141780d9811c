/**
 * The configuration: one YAML file (`portolan.yaml`, or the path in PORTOLAN_CONFIG), checked whole
 * before anything starts. Errors name the file, the line and what was expected. Secrets do not live
 * in it: they come from the environment, see `parseSecrets`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ClusterSource, name } from './config-cluster.ts';
import { crossWrongs } from './config-cross.ts';
import { configError, wrongsOf } from './config-errors.ts';
import { MINIMAL, parseYaml, readText } from './config-file.ts';
import { UserError } from './errors.ts';
import { code } from './report.ts';

// The message of every rule below completes "expected …, found …".
const Channel = z.strictObject({
  /** For people only; Slack knows the channel by its id. */
  name: z.string().optional(),
  cluster: name.optional(),
  namespace: name.optional(),
});

const teamId = z.string().regex(/^[TE][A-Z0-9]+$/, 'a team id such as T0123ABCD');
const channelId = z
  .string()
  .regex(/^(\*|[CDG][A-Z0-9]+)$/, "a channel id such as C0123ABCD, or '*'");

export const Config = z.strictObject({
  version: z.literal(1),
  slack: z
    .strictObject({
      /** Teams whose people are answered. */
      teams: z.array(teamId).min(1, 'at least one team id'),
      command: z
        .string()
        .regex(/^\/[a-z][a-z0-9_-]*$/, 'a slash command such as /svc')
        .default('/svc'),
      /** Channels in which questions are answered, by id; '*' stands for every channel. */
      channels: z.record(channelId, Channel),
    })
    .optional(),
  clusters: z
    .record(name, ClusterSource)
    .refine((all) => Object.keys(all).length > 0, { error: 'at least one cluster' }),
  /** Needed when there are several clusters and a channel does not say which. */
  defaultCluster: name.optional(),
  clusterDomain: z.string().default('cluster.local'),
});
export type Config = z.infer<typeof Config>;
export type { ClusterSource } from './config-cluster.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What holds without a file: the CLI's case, one cluster from the current kubeconfig, no Slack. */
export function defaultConfig(): Config {
  return Config.parse({ version: 1, clusters: { current: {} } });
}

/** PORTOLAN_CONFIG, whether or not it exists; else `portolan.yaml` in the directory, if it does. */
export function findConfigPath(env: Env, directory = '.'): string | undefined {
  if (env.PORTOLAN_CONFIG) return env.PORTOLAN_CONFIG;
  const path = join(directory, 'portolan.yaml');
  return existsSync(path) ? path : undefined;
}

/** @throws UserError usage */
export async function loadConfig(env: Env = process.env, directory = '.'): Promise<Config> {
  const path = findConfigPath(env, directory);
  return path === undefined ? defaultConfig() : parseConfig(await readText(path), path);
}

/**
 * @param path stands in the errors only
 * @throws UserError usage, with up to five errors at once, one per line
 */
export function parseConfig(text: string, path: string): Config {
  const { raw, problems, isReadable, lineOf } = parseYaml(text);
  if (isReadable && (raw === null || raw === undefined)) {
    throw new UserError('usage', { what: `${code(path)} is empty.`, hint: MINIMAL });
  }
  const deeper = isReadable ? [...wrongsOf(Config, raw), ...crossWrongs(raw)] : [];
  const placed = deeper.map(({ path: at, text }) => ({ text, line: lineOf(at) }));
  const all = [...problems, ...placed];
  if (all.length > 0) throw configError(path, all);
  return Config.parse(raw);
}

/** Trimmed, because a secret read from a file often brings its line break along. */
const Secrets = z.object({
  SLACK_SIGNING_SECRET: z
    .string()
    .trim()
    .regex(/^(?!xox)\S+$/, 'the signing secret, not a token'),
  SLACK_BOT_TOKEN: z
    .string()
    .trim()
    .regex(/^xox[be][.-]\S+$/, 'a bot token, which begins with xoxb-'),
});

/** @throws UserError usage, which never holds a value */
export function parseSecrets(env: Env): { signingSecret: string; botToken: string } {
  const { data, error } = Secrets.safeParse(env);
  if (data) return { signingSecret: data.SLACK_SIGNING_SECRET, botToken: data.SLACK_BOT_TOKEN };
  const wrong = error.issues.map(({ path, message }) => {
    const variable = String(path[0]);
    return env[variable]?.trim() ? `${variable} has to be ${message}` : `${variable} is missing`;
  });
  throw new UserError('usage', {
    what: `The environment lacks what Slack needs: ${wrong.join('; ')}.`,
    hint: 'In the settings of the Slack app: Basic Information has the signing secret, OAuth & Permissions the bot token.',
  });
}
