/** Is there the address that every resolv.conf in the cluster names? */
import { servedWithoutPods } from '../network/dns-pods.ts';
import { dnsServiceIn } from '../network/dns-service.ts';
import { code } from '../report.ts';
import { defineCheck } from './check.ts';
import { nameOf, ok, problem, serviceEvidence, skipped, unknown, warning } from './findings.ts';

export const dnsServicePresent = defineCheck({
  id: 'dns-service-present',
  title: 'The DNS Service exists and takes questions',
  needs: ['dnsServices', 'dnsPods'],
  wants: ['someNodes'],
  explain: {
    why: 'Pods ask DNS at the cluster IP of this Service, which the kubelet writes into their resolv.conf.',
    how: 'The Services with the label k8s-app=kube-dns in kube-system, or OpenShift’s dns-default, and whether they have port 53 over UDP and TCP.',
    fix: 'Apply the Service of your distribution again, with the same cluster IP as before.',
  },
  run({ dnsServices, dnsPods, someNodes }) {
    const service = dnsServiceIn(dnsServices.all);
    if (!service) {
      const [pod] = dnsPods.all;
      const instead = servedWithoutPods(someNodes?.all ?? []);
      if (!pod && instead) return skipped(`there is no DNS Service; ${instead}`);
      if (!pod) return unknown('there is neither a DNS Service nor a DNS pod that is known');
      const { namespace } = pod.metadata;
      return problem({
        summary: 'the DNS Service is missing: there are DNS pods, and no address to ask them at',
        fix: `Apply it again with the address that pods have as ${code('nameserver')} in /etc/resolv.conf.`,
        kubectl: `kubectl get services -n ${namespace} -l k8s-app=kube-dns`,
      });
    }
    const { name, namespace } = service.metadata;
    const kubectl = `kubectl get service ${name} -n ${namespace} -o yaml`;
    const has = new Set(service.spec.ports.map(({ port, protocol }) => `${port}/${protocol}`));
    const evidence = [serviceEvidence(service, 'spec.ports', [...has].join(', ') || 'none')];
    if (!has.has('53/UDP')) {
      return problem({
        summary: `${code(nameOf(service))} has no port 53/UDP, where resolvers ask`,
        evidence,
        fix: 'Give the Service port 53 over UDP and over TCP.',
        kubectl,
      });
    }
    if (!has.has('53/TCP')) {
      return warning({
        summary: `${code(nameOf(service))} has no port 53/TCP: answers too long for UDP are lost`,
        evidence,
        fix: 'Give the Service port 53 over TCP as well.',
        kubectl,
      });
    }
    const address = service.spec.clusterIPs[0] ?? service.spec.clusterIP ?? '';
    return ok(`${code(nameOf(service))} takes questions at ${code(address)}`);
  },
});
