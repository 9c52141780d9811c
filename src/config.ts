/**
 * The configuration: one YAML file (`portolan.yaml`, or the path in PORTOLAN_CONFIG), checked whole
 * before anything starts. Errors name the file, the line and what was expected. Secrets do not live
 * in it: they come from the environment, see `environment.ts`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { crossWrongs } from './config-cross.ts';
import { Config } from './config-schema.ts';
import { readText } from './config-text.ts';

export type { ClusterSource } from './config-cluster.ts';
export { Config } from './config-schema.ts';

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
  if (path === undefined) return defaultConfig();
  const text = await readText(path);
  const built = path.endsWith('.json') ? quickly(text) : undefined;
  return built ?? (await import('./config-parse.ts')).parseConfig(text, path);
}

/**
 * What the build wrote is JSON and was found right: a function starts 30 ms sooner without the parser
 * of YAML. undefined: something is wrong after all, and that parser, to which JSON is YAML, says what.
 */
function quickly(text: string): Config | undefined {
  try {
    const raw: unknown = JSON.parse(text);
    const { data } = Config.safeParse(raw);
    return crossWrongs(raw).length === 0 ? data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
