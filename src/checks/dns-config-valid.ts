/** Is CoreDNS told to do what the cluster needs of it? */
import { type CorefileTrouble, corefileTroubles, importsOf } from '../network/corefile-trouble.ts';
import { isReady } from '../network/pod-trouble.ts';
import { code } from '../report.ts';
import { type Advised, defineCheck } from './check.ts';
import { nameOf, ok, problem, skipped, warning } from './findings.ts';

export const dnsConfigValid = defineCheck({
  id: 'dns-config-valid',
  title: 'The Corefile is valid and serves the cluster’s domain',
  needs: ['corefiles'],
  wants: ['dnsPods', 'dnsServices', 'dnsEvents'],
  explain: {
    why: 'CoreDNS does not start with a Corefile it cannot read, ends itself where its questions come back to it, and knows only the domain that the Corefile names.',
    how: 'The ConfigMap with the Corefile is held against CoreDNS’s plugins, the cluster’s domain, the address of the DNS Service and the probes of the DNS pods.',
    fix: 'Mend the Corefile in its ConfigMap, then restart the DNS pods.',
  },
  run({ corefiles, dnsPods, dnsServices, dnsEvents }, { clusterDomain }) {
    const pods = dnsPods?.all ?? [];
    const config = corefiles.all.find(({ data }) => data.Corefile !== undefined);
    if (!config) {
      const lost = dnsEvents?.all.find(({ message }) => missing.test(message));
      if (!lost)
        return skipped('no Corefile at its usual place: another DNS server, or another name');
      return problem({
        summary: 'the ConfigMap with the Corefile is missing: DNS pods cannot start without it',
        evidence: [
          { object: `pod ${lost.involvedObject.name}`, field: 'event', value: lost.message.trim() },
        ],
        fix: `Apply the ConfigMap of your distribution again, with a key ${code('Corefile')}.`,
        kubectl: 'kubectl get configmap coredns -n kube-system -o yaml',
      });
    }
    const text = config.data.Corefile ?? '';
    const servers = (dnsServices?.all ?? []).flatMap(({ spec }) => spec.clusterIPs);
    const troubles = corefileTroubles(text, { clusterDomain, servers, pods });
    const [worst] = troubles;
    const where = `configmap ${nameOf(config)}`;
    if (!worst) return ok(`${code(nameOf(config))} serves ${code(clusterDomain)}${imported(text)}`);
    const { name, namespace } = config.metadata;
    const advice: Advised = {
      summary: worst.text,
      evidence: troubles.map((one) => ({ object: where, field: 'Corefile', value: one.where })),
      fix: `${worst.fix} Then: ${code(`kubectl rollout restart -n ${namespace} ${namespace === 'kube-system' ? 'deployment/coredns' : 'daemonset/dns-default'}`)}.`,
      kubectl: `kubectl edit configmap ${name} -n ${namespace}`,
    };
    if (worst.kind === 'stub') return warning(advice);
    return mayRunOn(worst) && pods.some(isReady)
      ? warning({
          ...advice,
          summary: `${worst.text}; pods that are ready run on with the Corefile of before`,
        })
      : problem(advice);
  },
});

const missing =
  /configmap "(coredns|dns-default)" not found|references non-existent config key: Corefile/;

/**
 * With the plugin `reload`, or until it is restarted, a process keeps the Corefile it has read:
 * https://coredns.io/plugins/reload/
 */
const mayRunOn = ({ kind }: CorefileTrouble) => kind === 'stops' || kind === 'probe';

function imported(text: string): string {
  const files = importsOf(text);
  if (files.length === 0) return '';
  return `; what it imports (${files.map((file) => code(file)).join(', ')}) was not read`;
}
