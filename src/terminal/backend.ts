/** Where the terminal's answers come from: the reader's own clusters, or an embedded one. */
import { createHostLookup } from '../cluster/host-lookup.ts';
import { createKubernetes } from '../cluster/kubernetes.ts';
import { type Config, defaultConfig, loadConfig } from '../config.ts';
import type { Backend, BackendOptions } from './cli.ts';

/** What a shell reports of a program that Ctrl+C has ended. */
const interrupted = 130;

/** The embedded cluster is loaded only when it is asked for: it is most of the start-up time. */
export async function openBackend(
  options: BackendOptions,
  env: NodeJS.ProcessEnv,
): Promise<Backend> {
  if (options.isOffline) return backendOf(defaultConfig());
  if (options.scenario !== undefined) return openDemo(options.scenario);
  return { ...backendOf(await chooseConfig(options, env)), lookupHost: createHostLookup() };
}

/** The folder with its token does not stay behind, not even after Ctrl+C. */
async function openDemo(scenario: string): Promise<Backend> {
  const [{ startDemo }, { playgroundConfig }] = await Promise.all([
    import('../playground/demo.ts'),
    import('../playground/config.ts'),
  ]);
  const starting = startDemo({ scenario });
  const close = () => starting.then((demo) => demo.close());
  const stop = () => void close().finally(() => process.exit(interrupted));
  process.once('SIGINT', stop);
  const { source } = await starting;
  const { clusters, policy } = playgroundConfig(source);
  return backendOf({ ...defaultConfig(), clusters, ...(policy && { policy }) }, () => {
    process.off('SIGINT', stop);
    return close();
  });
}

async function chooseConfig(
  { configPath, context }: BackendOptions,
  env: NodeJS.ProcessEnv,
): Promise<Config> {
  if (context !== undefined) return { ...defaultConfig(), clusters: { [context]: { context } } };
  return loadConfig(configPath === undefined ? env : { ...env, PORTOLAN_CONFIG: configPath });
}

function backendOf(config: Config, closeMore?: () => Promise<void>): Backend {
  const clusters = createKubernetes(config.clusters);
  return {
    config,
    clusters,
    async close() {
      await clusters.close();
      await closeMore?.();
    },
  };
}
