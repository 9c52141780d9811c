/** May CoreDNS read what names are made of? */
import { type PodsMode, parseCorefile } from '../network/corefile.ts';
import { logTroubles } from '../network/dns-log.ts';
import { missingRights, rightsText } from '../network/dns-rights.ts';
import { isReady } from '../network/pod-trouble.ts';
import type { ClusterRoleBinding } from '../objects/cluster-role-binding.ts';
import type { ConfigMap } from '../objects/config-map.ts';
import type { Pod } from '../objects/pod.ts';
import { code } from '../report.ts';
import type { PodLog } from '../snapshot.ts';
import { type Advised, defineCheck, type Finding } from './check.ts';
import { ok, problem, skipped, warning } from './findings.ts';

const role = 'system:coredns';

export const dnsPermissionsGranted = defineCheck({
  id: 'dns-permissions-granted',
  title: 'CoreDNS may watch Services, namespaces and EndpointSlices',
  needs: ['dnsRoles', 'dnsBindings', 'dnsPods'],
  wants: ['corefiles', 'dnsLogs'],
  explain: {
    why: 'CoreDNS learns names by watching the API: without the right to, it does not become ready, answers SERVFAIL, or goes on with what it knew.',
    how: 'The ClusterRole and the ClusterRoleBinding system:coredns; other names are not looked for.',
    fix: 'Apply the ClusterRole and binding of your Kubernetes version again.',
  },
  run({ dnsRoles, dnsBindings, dnsPods, corefiles, dnsLogs }) {
    const [found] = dnsRoles.all;
    const [binding] = dnsBindings.all;
    const say = (advice: Advised) => judged(advice, dnsPods.all, dnsLogs?.all ?? []);
    if (!found && !binding) {
      return skipped(
        `there is no ClusterRole ${code(role)}: DNS has its rights under another name`,
      );
    }
    if (!found) {
      return say({
        summary: `the ClusterRole ${code(role)} is missing, to which DNS is bound`,
        fix: 'Apply the ClusterRole of your Kubernetes version again.',
        kubectl: `kubectl get clusterrole ${role}`,
      });
    }
    const rights = missingRights(found.rules, modeOf(corefiles?.all ?? []));
    if (rights.length > 0) {
      return say({
        summary: `CoreDNS may not ${code(rightsText(rights))}`,
        evidence: rights.map(({ group, resource, verb }) => ({
          object: `clusterrole ${role}`,
          field: 'rules',
          value: `no ${verb} of ${resource}${group ? ` in ${group}` : ''}`,
        })),
        fix: `Add the missing rules to the ClusterRole ${code(role)}, then restart the DNS pods.`,
        kubectl: `kubectl edit clusterrole ${role}`,
      });
    }
    if (binding && isBound(binding)) return ok(`${code(role)} grants what CoreDNS needs`);
    return say(unbound(binding));
  },
});

/** Its account on kubeadm, EKS, AKS and k3s. */
function isBound({ roleRef, subjects }: ClusterRoleBinding): boolean {
  const isAccount = subjects.some(
    ({ kind, name, namespace }) =>
      kind === 'ServiceAccount' && name === 'coredns' && namespace === 'kube-system',
  );
  return roleRef.name === role && isAccount;
}

function unbound(binding: ClusterRoleBinding | undefined): Advised {
  const account = code('kube-system/coredns');
  const who = binding?.subjects.map(({ kind, namespace, name }) =>
    [kind, namespace ? `${namespace}/${name}` : name].join(' '),
  );
  return {
    summary: binding
      ? `the ClusterRoleBinding ${code(role)} does not give the account ${account} its rights`
      : `the ClusterRoleBinding ${code(role)} is missing: the account ${account} has no rights`,
    evidence: binding
      ? [
          {
            object: `clusterrolebinding ${role}`,
            field: 'subjects',
            value: who?.join(', ') || 'none',
          },
          {
            object: `clusterrolebinding ${role}`,
            field: 'roleRef.name',
            value: binding.roleRef.name,
          },
        ]
      : [],
    fix: `Bind the ClusterRole ${code(role)} to the service account of the DNS pods, then restart them.`,
    kubectl: `kubectl get clusterrolebinding ${role} -o yaml`,
  };
}

function modeOf(corefiles: readonly ConfigMap[]): PodsMode {
  const servers = corefiles.flatMap(({ data }) => parseCorefile(data.Corefile ?? '').servers);
  return servers.find(({ kubernetes }) => kubernetes)?.kubernetes?.pods ?? 'insecure';
}

/** A pod that is ready has read all it needs: another role may let it, or it did so before. */
function judged(advice: Advised, pods: readonly Pod[], logs: readonly PodLog[]): Finding {
  const lines = logs.flatMap((log) => (log.kind === 'log' ? log.lines : []));
  const isDenied = logTroubles(lines).some(({ sign }) => sign.kind === 'denied');
  if (isDenied || !pods.some(isReady)) return problem(advice);
  const summary = `${advice.summary}, as far as ${code(role)} says; DNS pods that are ready may run on with what they knew before`;
  return warning({ ...advice, summary });
}
