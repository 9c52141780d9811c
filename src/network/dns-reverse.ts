/** PTR: which names an address has. */
import { addressOfReverse, parseAddress } from './address.ts';
import { primaryZone } from './corefile.ts';
import { endpointName, readyAddresses, serviceOf } from './dns-endpoints.ts';
import { clusterIPs, isExposed, type View } from './dns-hosts.ts';

/**
 * A cluster IP has the one name of its Service. Any other address has a name for every Service it is
 * a ready endpoint of, headless or not.
 * @returns undefined if the name does not stand for an address; empty if nobody has that address
 */
export function reverseNames(name: string, view: View): string[] | undefined {
  const address = addressOfReverse(name);
  if (!address) return undefined;
  const { objects, plugin } = view;
  const isIt = (text: string) => parseAddress(text)?.text === address.text;
  // Namespaces only matter here where the Corefile lists some.
  const isShown = (namespace: string) =>
    plugin.namespaces.length === 0 || isExposed(namespace, view);
  const service = objects.services.find(
    (one) => isShown(one.metadata.namespace) && clusterIPs(one).some(isIt),
  );
  const zone = primaryZone(plugin);
  const nameOf = (label: string, namespace: string) =>
    `${label}.${namespace}.svc.${zone}`.toLowerCase();
  if (service) return [nameOf(service.metadata.name, service.metadata.namespace)];
  const slices = plugin.hasEndpoints ? objects.slices : [];
  const names = slices
    .filter(({ metadata }) => isShown(metadata.namespace))
    .flatMap((slice) =>
      readyAddresses(slice)
        .filter((endpoint) => isIt(endpoint.address))
        .map((endpoint) =>
          nameOf(`${endpointName(endpoint, plugin)}.${serviceOf(slice)}`, slice.metadata.namespace),
        ),
    );
  return [...new Set(names)];
}
