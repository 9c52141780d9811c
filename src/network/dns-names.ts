/** DNS names, and the part of one that means something to Kubernetes (specification 1.1.0). */

/** Lower case and without the final dot: names that are equal to DNS are equal texts. */
export function normalName(text: string): string {
  return text.toLowerCase().replace(/\.$/, '');
}

export function labelsOf(name: string): string[] {
  return name === '' ? [] : name.split('.');
}

/** Also true for the zone itself; every name is in the root zone, ''. */
export function isIn(zone: string, name: string): boolean {
  return zone === '' || name === zone || name.endsWith(`.${zone}`);
}

/** The longest of the zones that holds the name. */
export function zoneOf(zones: readonly string[], name: string): string | undefined {
  return zones.filter((zone) => isIn(zone, name)).toSorted((a, b) => b.length - a.length)[0];
}

export function within(zone: string, name: string): string {
  if (name === zone) return '';
  return zone === '' ? name : name.slice(0, -zone.length - 1);
}

/** What stands before the zone in a name. Empty texts are parts that the name does not have. */
export interface NameParts {
  branch: 'svc' | 'pod' | '';
  namespace: string;
  /** Of a Service, or an address with dashes in the pods' branch. */
  name: string;
  endpoint: string;
  port: string;
  protocol: string;
}

/** @returns undefined for a name that no cluster can have, such as one with too many labels */
export function partsOf(zone: string, name: string): NameParts | undefined {
  const labels = labelsOf(within(zone, name));
  const branch = labels.pop() ?? '';
  if (branch !== '' && branch !== 'svc' && branch !== 'pod') return undefined;
  // `svc.cluster.local` is not a name of anything by itself, but there are names below it.
  if (labels.length === 0) return { ...noParts, branch: '' };
  const [last = '', first, tooMany] = labels.slice(0, -2).reverse();
  if (tooMany !== undefined) return undefined;
  const [owner = '', namespace = ''] = labels.length > 1 ? labels.slice(-2) : ['', labels[0]];
  const found: NameParts = { ...noParts, branch, namespace, name: owner };
  if (first === undefined) return { ...found, endpoint: last };
  return { ...found, protocol: last.replace(/^_/, ''), port: first.replace(/^_/, '') };
}

const noParts: NameParts = {
  branch: '',
  namespace: '',
  name: '',
  endpoint: '',
  port: '',
  protocol: '',
};

/** Why DNS cannot carry this name (RFC 1035 2.3.4: 63 octets a label, 253 characters in all). */
export function nameTrouble(name: string): string | undefined {
  const labels = labelsOf(name);
  if (name === '') return 'it is empty';
  if (labels.includes('')) return 'it has an empty part: two dots in a row, or one at the front';
  const long = labels.find((label) => label.length > 63);
  if (long) return `the part "${long.slice(0, 12)}…" has ${long.length} characters, 63 are allowed`;
  if (name.length > 253) return `it has ${name.length} characters, 253 are allowed`;
  const odd = labels.find((label) => !/^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(label));
  if (odd === undefined) return undefined;
  if (odd === '*') return 'wildcards have not been answered since CoreDNS 1.9';
  return `the part "${odd}" has other characters than letters, digits and inner hyphens`;
}
