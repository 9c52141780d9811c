/** kubectl forwards ports over SPDY alone, which is declined here in words that say what to use. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Demo, startDemo } from '../../../src/playground/demo.ts';
import { createKubectl, hasKubectl, type Kubectl } from '../cluster/kubectl.ts';
import { dnsPods } from './query.ts';

let demo: Demo;
let kubectl: Kubectl;

beforeAll(async () => {
  demo = await startDemo({ scenario: 'shop' });
  // Its tunnel inside a WebSocket takes no URL with credentials, and plain HTTP has no other place for them.
  vi.stubEnv('KUBECTL_PORT_FORWARD_WEBSOCKETS', 'false');
  kubectl = createKubectl(demo.api);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  kubectl.close();
  await demo.close();
});

test.skipIf(!hasKubectl)('`kubectl port-forward` is told why it gets none', async () => {
  const pod = dnsPods(demo.api)[0] ?? '';
  const said = await kubectl
    .run('port-forward', '-n', 'kube-system', `pod/${pod}`, '0:53')
    .catch((error) => String(error.stderr));
  expect(said).toContain('over WebSocket with the subprotocol v4.channel.k8s.io alone');
});
