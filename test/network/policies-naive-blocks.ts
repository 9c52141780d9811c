/** CIDR blocks a second time, for the naive reading of NetworkPolicies. */

/** By writing out both as digits, 0 and 1. */
export function isWithin(ip: string, cidr: string): boolean {
  const slash = cidr.indexOf('/');
  const [a, b] = [digits(ip), digits(cidr.slice(0, slash))];
  const length = Number(cidr.slice(slash + 1));
  return a.length === b.length && a.slice(0, length) === b.slice(0, length);
}

function digits(ip: string): string {
  if (!ip.includes(':')) {
    return ip
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  }
  const [head = '', tail = ''] = ip.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  const groups = [...left, ...zeros, ...right];
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}
