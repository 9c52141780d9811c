/** Does the pod that asks ask the cluster's DNS, and in a way that finds Services? */
import { clientTroubles } from '../network/client-dns.ts';
import { dnsServiceIn } from '../network/dns-service.ts';
import { confOf } from '../network/resolver.ts';
import { code } from '../report.ts';
import { defineCheck } from './check.ts';
import { nameOf, objectOf, ok, problem, skipped, warning } from './findings.ts';

export const dnsClientPolicy = defineCheck({
  id: 'dns-client-policy',
  title: 'The client asks the cluster’s DNS',
  needs: ['callerPods', 'dnsName'],
  wants: ['dnsServices'],
  explain: {
    why: 'Whom a pod asks, and which names it tries, stands in its resolv.conf, which the kubelet writes from dnsPolicy and dnsConfig.',
    how: 'With --from <pod>: its dnsPolicy, hostNetwork and dnsConfig, held against the address of the DNS Service and the limits of resolvers.',
    fix: 'Set dnsPolicy: ClusterFirst, or ClusterFirstWithHostNet on the host network.',
  },
  run({ callerPods, dnsName, dnsServices }, { clusterDomain, from }) {
    const [pod] = callerPods.all;
    if (!pod) {
      const why = from ? 'the caller that was named is no pod' : 'no pod was named as the client';
      return skipped(`${why}: ${code('--from namespace/pod')}`);
    }
    const [name] = dnsName.all;
    if (name?.kind === 'outside')
      return skipped(`${code(name.typed)} is not a name of the cluster`);
    const service = dnsServiceIn(dnsServices?.all ?? []);
    const servers = service?.spec.clusterIPs ?? [];
    const conf = confOf(pod, clusterDomain, servers);
    const [worst, ...rest] = clientTroubles(pod, conf, servers, name?.typed);
    if (!worst) return ok(`${code(nameOf(pod))} asks the cluster’s DNS: ${conf.origin}`);
    const advice = {
      summary: `${code(nameOf(pod))}: ${worst.text}`,
      evidence: [worst, ...rest].map(({ field, value }) => ({
        object: objectOf('pod', pod),
        field,
        value,
      })),
      fix: worst.fix,
      kubectl: `kubectl exec ${pod.metadata.name} -n ${pod.metadata.namespace} -- cat /etc/resolv.conf`,
    };
    return worst.isTotal ? problem(advice) : warning(advice);
  },
});
