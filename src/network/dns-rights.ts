/**
 * What CoreDNS has to list and watch to know the names of the cluster. Source:
 * https://github.com/coredns/deployment/blob/master/kubernetes/coredns.yaml.sed
 */
import type { PolicyRule } from '../objects/cluster-role.ts';
import type { PodsMode } from './corefile.ts';

export interface Right {
  group: string;
  resource: string;
  verb: 'list' | 'watch';
}

const needed = [
  { group: '', resource: 'services' },
  { group: '', resource: 'namespaces' },
  { group: 'discovery.k8s.io', resource: 'endpointslices' },
];
/** Only where pods are looked up to verify their names. */
const forPods = { group: '', resource: 'pods' };

export function missingRights(rules: readonly PolicyRule[], pods: PodsMode): Right[] {
  const all = pods === 'verified' ? [...needed, forPods] : needed;
  return all
    .flatMap((one) => (['list', 'watch'] as const).map((verb) => ({ ...one, verb })))
    .filter((right) => !rules.some((rule) => grants(rule, right)));
}

/** A rule for single objects does not let anybody list. */
function grants(rule: PolicyRule, { group, resource, verb }: Right): boolean {
  const has = (list: readonly string[], word: string) => list.includes('*') || list.includes(word);
  return (
    rule.resourceNames.length === 0 &&
    has(rule.apiGroups, group) &&
    has(rule.resources, resource) &&
    has(rule.verbs, verb)
  );
}

/** `list and watch endpointslices.discovery.k8s.io; list pods` */
export function rightsText(rights: readonly Right[]): string {
  const byResource = Map.groupBy(rights, ({ group, resource }) =>
    group === '' ? resource : `${resource}.${group}`,
  );
  return [...byResource]
    .map(([resource, all]) => `${all.map(({ verb }) => verb).join(' and ')} ${resource}`)
    .join('; ');
}
