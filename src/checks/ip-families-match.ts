/** Do the pods have addresses of the families that the Service serves? */
import { type Family, familiesOf, familiesOfPod } from '../network/ip-families.ts';
import { firstOf, oneOf } from '../network/nearest.ts';
import { isOver } from '../network/pod-trouble.ts';
import { formOf, hasSelector, selectorText } from '../network/service-facts.ts';
import { slicesOf } from '../network/slices.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { defineCheck, type Evidence, type Finding } from './check.ts';
import {
  nameOf,
  objectOf,
  ofPods,
  ofService,
  ok,
  problem,
  serviceEvidence,
  skipped,
  unknown,
  warning,
} from './findings.ts';

export const ipFamiliesMatch = defineCheck({
  id: 'ip-families-match',
  title: 'The pods have addresses of the IP families that the Service serves',
  needs: ['service', 'pods', 'slices'],
  explain: {
    why: 'An address of a pod becomes an endpoint only if the Service serves its family: pods with IPv6 alone give an IPv4 Service no endpoint.',
    how: 'The families of the Service (`spec.ipFamilies`) are held against `status.podIPs`; without a selector, against the address types of its EndpointSlices.',
    fix: 'Give the Service the family of the pods, or let it serve both (`ipFamilyPolicy: PreferDualStack`) where the cluster has both.',
  },
  run: (view) =>
    ofService(view, (service) => {
      if (formOf(service) === 'ExternalName') return skipped('an alias has no addresses');
      const families = familiesOf(service);
      if (families.length === 0)
        return unknown('the Service does not say which families it serves');
      if (!hasSelector(service)) return heldAgainstSlices(service, families, view.slices.all);
      const pods = view.pods.all.filter((pod) => !isOver(pod) && familiesOfPod(pod).length > 0);
      if (pods.length === 0) return skipped('no pod has an address yet');
      return heldAgainstPods(service, families, pods);
    }),
});

function heldAgainstPods(
  service: Service,
  families: readonly Family[],
  pods: readonly Pod[],
): Finding {
  const without = families.map((family) => ({
    family,
    pods: pods.filter((pod) => !familiesOfPod(pod).includes(family)),
  }));
  const lacking = without.filter((one) => one.pods.length > 0);
  if (lacking.length === 0) return ok(`${serves(families)}, and so do the pods`);
  const odd = [...new Set(lacking.flatMap((one) => one.pods))];
  const evidence = [familyEvidence(service, families), ...odd.slice(0, 3).map(podEvidence)];
  const kubectl = `kubectl get pods -n ${service.metadata.namespace} -l ${selectorText(service)} -o custom-columns='POD:.metadata.name,IPS:.status.podIPs[*].ip'`;
  if (without.every((one) => one.pods.length === pods.length)) {
    const have = [...new Set(pods.flatMap(familiesOfPod))];
    return problem({
      summary: `${serves(families)}, but the pods have ${have.join(' and ')} addresses only: none of them becomes an endpoint`,
      evidence,
      fix: `Make the Service again with ${oneOf(have, 'and')} in spec.ipFamilies, or as dual-stack: the first family of a Service cannot be changed.`,
      kubectl,
    });
  }
  return partly(service, families, lacking, pods.length, { evidence, kubectl });
}

type Lacking = readonly { family: Family; pods: readonly Pod[] }[];

/** DNS of a headless Service gives out what addresses there are: one family is enough. */
function partly(
  service: Service,
  families: readonly Family[],
  lacking: Lacking,
  all: number,
  shown: { evidence: Evidence[]; kubectl: string },
): Finding {
  const parts = lacking.map(({ family, pods }) =>
    pods.length === all ? `no pod has ${family}` : `${ofPods(pods.length, all)} have no ${family}`,
  );
  const isOneFamilyGone = lacking.every(({ pods }) => pods.length === all);
  if (formOf(service) === 'headless' && isOneFamilyGone) {
    return ok(`${serves(families)}, ${parts.join(', ')}: DNS answers the other family`);
  }
  const lost = lacking.map(({ family }) => family);
  const effect = isOneFamilyGone
    ? `clients that use its ${lost.join(' and ')} address reach nobody`
    : 'those take none of its traffic';
  return warning({
    summary: `${serves(families)}, but ${parts.join(', ')}: ${effect}`,
    ...shown,
    fix: isOneFamilyGone
      ? `Set ipFamilyPolicy to SingleStack, or run the pods on nodes that give them ${lost.join(' and ')}.`
      : `Restart the pods that lack ${lost.join(' and ')} on nodes that give it to them.`,
  });
}

/** A host name in a slice (FQDN) is of no family: kube-proxy serves none. */
function heldAgainstSlices(
  service: Service,
  families: readonly Family[],
  slices: readonly EndpointSlice[],
): Finding {
  const filled = slicesOf(service, slices).filter(({ endpoints }) => endpoints.length > 0);
  const types = [...new Set(filled.map(({ addressType }) => addressType))];
  if (types.length === 0) return skipped('no endpoints to hold its families against');
  const missing = families.filter((family) => !types.includes(family));
  const isHeadless = formOf(service) === 'headless';
  if (missing.length === 0 || (isHeadless && missing.length < families.length)) {
    return ok(`${serves(families)}, and has endpoints for it`);
  }
  const { name, namespace } = service.metadata;
  const advice = {
    evidence: [
      familyEvidence(service, families),
      ...filled.map((slice) => ({
        object: objectOf('endpointslice', slice),
        field: 'addressType',
        value: slice.addressType,
      })),
    ],
    fix: `Write an EndpointSlice with addressType ${missing.join(' and ')}, or change spec.ipFamilies.`,
    kubectl: `kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${name}`,
  };
  const has = `its endpoints are ${firstOf(types, 3)}`;
  return missing.length === families.length
    ? problem({ summary: `${serves(families)}, but ${has} only`, ...advice })
    : warning({
        summary: `${serves(families)}, but ${has} only: clients that use its ${missing.join(' and ')} address reach nobody`,
        ...advice,
      });
}

const serves = (families: readonly Family[]) => `the Service serves ${families.join(' and ')}`;

const familyEvidence = (service: Service, families: readonly Family[]) =>
  serviceEvidence(service, 'spec.ipFamilies', families.join(', '));

const podEvidence = (pod: Pod): Evidence => ({
  object: `pod ${nameOf(pod)}`,
  field: 'status.podIPs',
  value: pod.status.podIPs.map(({ ip }) => ip).join(', '),
});
