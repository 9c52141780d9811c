/** What holds for Services, and what of them may not change. */
import type { Service, ServiceSpec } from '../defaults/network-kinds.ts';
import { labelProblems } from './metadata.ts';
import { subdomainErrors } from './names.ts';
import { eachInvalid, invalidValue, notAllowed, oneOf, type Problem, required } from './problem.ts';
import { servicePortProblems } from './service-ports.ts';
import type { Validate } from './validate.ts';

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const policies = ['Cluster', 'Local'];

function typeProblems({ type = '', clusterIP, ...spec }: ServiceSpec): Problem[] {
  const externalName = typeof spec.externalName === 'string' ? spec.externalName : '';
  if (clusterIP === 'None' && (type === 'NodePort' || type === 'LoadBalancer')) {
    const why = `may not be set to 'None' for ${type} services`;
    return [invalidValue('spec.clusterIPs[0]', 'None', why)];
  }
  if (type !== 'ExternalName') return [];
  const taken = clusterIP ? [notAllowed('spec.clusterIPs', externalTaken)] : [];
  if (externalName === '') return [...taken, required('spec.externalName')];
  const host = externalName.replace(/\.$/, '');
  return [...taken, ...eachInvalid('spec.externalName', externalName, subdomainErrors(host))];
}

const externalTaken = 'may not be set for ExternalName services';

export const validateService: Validate = (object) => {
  const { spec } = object as Service;
  return [
    ...servicePortProblems(spec),
    ...labelProblems('spec.selector', spec.selector),
    ...oneOf('spec.sessionAffinity', spec.sessionAffinity, ['ClientIP', 'None']),
    ...oneOf('spec.type', spec.type, types),
    ...typeProblems(spec),
    ...oneOf('spec.externalTrafficPolicy', spec.externalTrafficPolicy, policies),
    ...oneOf('spec.internalTrafficPolicy', spec.internalTrafficPolicy, policies),
  ];
};

/** The cluster IP is chosen once; only a change to or from ExternalName gives it up. */
export const validateServiceChange: Validate = (object, before) => {
  const { spec } = object as Service;
  const old = (before as Service | undefined)?.spec;
  if (!old?.clusterIP || [spec.type, old.type].includes('ExternalName')) return [];
  const asked = spec.clusterIPs?.[0] ?? spec.clusterIP;
  const single = spec.clusterIP && spec.clusterIP !== old.clusterIP ? spec.clusterIP : asked;
  if (!single || single === old.clusterIP) return [];
  return [invalidValue('spec.clusterIPs[0]', [single], 'may not change once set')];
};
