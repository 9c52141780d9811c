/** What Envoy Gateway says of a listener: whether it has the certificates that it names. */
import type { Verdict } from './gateway-attachment.ts';
import { bad, good, type Verdicts } from './gateway-conditions.ts';
import type { Gateway, Listener } from './gateway-kinds.ts';
import type { World } from './world.ts';

const wellVerdicts: Verdicts = {
  Programmed: good('Programmed', 'Sending translated listener configuration to the data plane'),
  Accepted: good('Accepted', 'Listener has been successfully translated'),
  ResolvedRefs: good('ResolvedRefs', 'Listener references have been resolved'),
};

export function listenerVerdicts(world: World, gateway: Gateway, listener: Listener): Verdicts {
  const home = gateway.metadata.namespace ?? '';
  const [problem] = (listener.tls?.certificateRefs ?? []).flatMap(
    ({ namespace = home, name }) => certificateProblem(world, home, namespace, name) ?? [],
  );
  if (!problem) return wellVerdicts;
  const invalid = 'Listener is invalid, see other Conditions for details.';
  return { ...wellVerdicts, Programmed: bad('Invalid', invalid), ResolvedRefs: problem };
}

function certificateProblem(
  world: World,
  home: string,
  namespace: string,
  name: string,
): Verdict | undefined {
  if (namespace !== home && !granted(world, home, namespace, name)) {
    const why = `Certificate ref to secret ${namespace}/${name} not permitted by any ReferenceGrant.`;
    return bad('RefNotPermitted', why);
  }
  const secrets = world.resources.byKind('v1', 'Secret');
  if (secrets && world.storage.get(secrets, namespace, name)) return undefined;
  return bad('InvalidCertificateRef', `Secret ${namespace}/${name} does not exist.`);
}

const granted = (world: World, from: string, to: string, name: string): boolean =>
  world
    .list('ReferenceGrant', to)
    .some(
      ({ spec }) =>
        spec.from.some((one) => one.kind === 'Gateway' && one.namespace === from) &&
        spec.to.some((one) => one.kind === 'Secret' && (one.name ?? name) === name),
    );
