/** Is there anything of this name for DNS to tell? */
import type { Reason } from '../network/dns-why.ts';
import { code } from '../report.ts';
import { defineCheck } from './check.ts';
import type { DnsName } from './dns-name.ts';
import { ok, problem, skipped, unknown, warning } from './findings.ts';

export const dnsNameKnown = defineCheck({
  id: 'dns-name-known',
  title: 'The name is one that the cluster’s DNS knows',
  needs: ['dnsName'],
  explain: {
    why: 'DNS tells only names of Services, of ready endpoints behind headless ones, and of named ports; anything else does not exist for it.',
    how: 'The name is read in all its forms, and the Service, its namespace, ports and endpoints are looked up; where there is none, near names.',
    fix: 'Use the name that was meant; from another namespace, with its own: service.namespace.',
  },
  run({ dnsName }) {
    const [name] = dnsName.all;
    if (!name) return skipped('no name was asked for');
    const { kind, typed, whole, reasons, isServed } = name;
    if (!isServed)
      return skipped('the Corefile does not serve the cluster’s domain, so no name is known');
    const first = (mark: Reason['mark']) => reasons.find((one) => one.mark === mark);
    const bad = first('problem');
    if (kind === 'outside' && !bad) return skipped(`${code(typed)} is not a name of the cluster`);
    if (bad) return problem({ ...adviceFor(name), summary: `${code(whole)}: ${inner(bad.text)}` });
    const open = first('unknown');
    if (open) return unknown(inner(open.text));
    const poor = first('warning');
    if (poor)
      return warning({ ...adviceFor(name), summary: `${code(whole)}: ${inner(poor.text)}` });
    return ok(`${code(whole)} is a name of the cluster`);
  },
});

/** A whole sentence becomes the end of another. */
function inner(text: string): string {
  const start = /^[A-Z][a-z’]* /.test(text) && !text.startsWith('DNS');
  const lower = start ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
  return /\. /.test(lower) ? lower : lower.replace(/\.$/, '');
}

function adviceFor(name: DnsName) {
  switch (name.kind) {
    case 'missing':
      return name.elsewhere.length > 0 ? elsewhereAdvice(name) : missingAdvice(name);
    case 'service': {
      const [service, namespace] = placeIn(name);
      return {
        fix: 'Use a name that the Service has, or make an endpoint of it ready.',
        kubectl: `kubectl describe service ${service} -n ${namespace}`,
      };
    }
    default:
      return { fix: 'Ask by the name of a Service.', kubectl: 'kubectl get services -A' };
  }
}

function elsewhereAdvice(name: DnsName) {
  const [service] = placeIn(name);
  const [there = ''] = name.elsewhere;
  return {
    evidence: name.elsewhere.slice(0, 3).map((place) => ({
      object: `service ${place}/${service}`,
      field: 'metadata.namespace',
      value: place,
    })),
    fix: `Name the namespace: ${code(`${service}.${there}`)}.`,
    kubectl: `kubectl get services -A --field-selector metadata.name=${service}`,
  };
}

function missingAdvice(name: DnsName) {
  const [, namespace] = placeIn(name);
  const fix =
    name.near.length > 0
      ? 'Use the name that was meant, with its namespace.'
      : 'Apply the manifest of the Service, or use another name.';
  return { fix, kubectl: `kubectl get services ${namespace ? `-n ${namespace}` : '-A'}` };
}

/** Service and namespace: the last two labels before `svc`. */
function placeIn({ whole }: DnsName): [service: string, namespace: string] {
  const labels = (whole.split('.svc.')[0] ?? '').split('.');
  const [service = '', namespace = ''] = labels.slice(-2);
  return [service, namespace];
}
