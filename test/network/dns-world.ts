/** A small cluster for questions to DNS, object by object. */
import { parseCorefile } from '../../src/network/corefile.ts';
import { answerOf, type DnsWorld } from '../../src/network/dns.ts';
import { type DnsType, dataText } from '../../src/network/dns-records.ts';
import { EndpointSlice } from '../../src/objects/endpoint-slice.ts';
import { Pod } from '../../src/objects/pod.ts';
import { Service } from '../../src/objects/service.ts';

export function serviceOf(name: string, spec: object): Service {
  return Service.parse({ metadata: { name, namespace: 'shop' }, spec });
}

export const headless = { clusterIP: 'None', clusterIPs: ['None'] };

export function sliceOf(service: string, endpoints: object[], more: object = {}): EndpointSlice {
  return EndpointSlice.parse({
    metadata: {
      name: `${service}-x`,
      namespace: 'shop',
      labels: { 'kubernetes.io/service-name': service },
    },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    endpoints,
    ...more,
  });
}

export function podOf(name: string, ip: string, more: object = {}): Pod {
  return Pod.parse({
    metadata: { name, namespace: 'shop', ...more },
    spec: { containers: [] },
    status: { phase: 'Running', podIPs: [{ ip }] },
  });
}

interface Words {
  services?: Service[];
  slices?: EndpointSlice[];
  pods?: Pod[];
  /** Lines in the braces of the kubernetes plugin. */
  plugin?: string;
  /** Further lines of the server block. */
  block?: string;
}

export function worldOf({ services = [], slices = [], pods = [], ...words }: Words): DnsWorld {
  const { plugin = 'ttl 30', block = '' } = words;
  const corefile = `.:53 {
    kubernetes cluster.local in-addr.arpa ip6.arpa {
      ${plugin}
    }
    ${block}
  }`;
  return {
    objects: { services, slices, pods, namespaces: ['shop', 'default'] },
    corefile: parseCorefile(corefile),
    serverAddresses: [],
  };
}

/** `NOERROR`, then every answer and, after `+`, every additional, in order of the alphabet. */
export function told(world: DnsWorld, type: DnsType, name: string): string[] {
  const { rcode, answers, additionals } = answerOf({ name: `${name}.cluster.local`, type }, world);
  const short = (text: string) => text.replaceAll('.svc.cluster.local', '');
  return [
    rcode,
    ...answers.map((one) => short(`${one.name} ${one.type} ${dataText(one)}`)).sort(),
    ...additionals.map((one) => short(`+ ${one.name} ${one.type} ${dataText(one)}`)).sort(),
  ];
}
