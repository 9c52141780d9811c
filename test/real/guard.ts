/** The suite writes: it runs only where somebody said, by name, that it may. */
import { KubeConfig } from '@kubernetes/client-node';

const variable = 'PORTOLAN_TEST_CONTEXT';

/** @returns one sentence, or undefined if the context may be written to */
export function refusal(current: string | undefined, allowed: string | undefined) {
  if (!current) return 'There is no current kubeconfig context to test on; set KUBECONFIG.';
  if (current === allowed) return undefined;
  const instead = allowed ? `it says ${allowed}` : 'it is not set';
  return `These tests write to the cluster of the current context, ${current}: to allow it, set ${variable}=${current} (${instead}).`;
}

export function currentContext(): string {
  const config = new KubeConfig();
  config.loadFromDefault();
  return config.getCurrentContext();
}

function readable(): string | undefined {
  try {
    return currentContext();
  } catch (error) {
    process.stderr.write(`The kubeconfig cannot be read: ${String(error)}\n`);
    return undefined;
  }
}

/** Vitest calls it once, before everything. */
export function setup(): void {
  const sentence = refusal(readable(), process.env[variable]);
  if (!sentence) return;
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
