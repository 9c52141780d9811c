/** Which requests a policy is about. */
import type { AdmissionRequest } from '../admission.ts';
import type { ResourceRule } from './policy.ts';

/**
 * Versions are not compared: an object is matched in whichever it comes (`matchPolicy: Equivalent`),
 * and here all versions of a kind have one shape.
 */
export function concerns(rules: readonly ResourceRule[], request: AdmissionRequest): boolean {
  const { resource, operation } = request;
  return rules.some(
    ({ apiGroups, resources, operations }) =>
      has(apiGroups, resource.group) &&
      has(operations, operation) &&
      resources.some((pattern) => isResource(pattern, request)),
  );
}

const has = (list: readonly string[], wanted: string) =>
  list.includes('*') || list.includes(wanted);

/** Objects and their subresources are named apart; only the star on both sides is everything. */
function isResource(pattern: string, { resource, subresource }: AdmissionRequest): boolean {
  const [plural = '', below = ''] = pattern.split('/');
  if (pattern === '*/*') return true;
  const isBelow = below === '*' ? subresource !== '' : below === subresource;
  return isBelow && (plural === '*' || plural === resource.plural);
}
