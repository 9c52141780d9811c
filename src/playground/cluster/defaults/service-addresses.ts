/**
 * Address families and cluster IPs of a Service: 10.96.0.0/16 and fd00:10:96::/108. The first 256
 * addresses of a range are left to Services that ask for one by number (KEP-3070).
 */
import { type Allocations, allocationsOf } from './allocations.ts';
import type { DefaultsContext } from './defaults.ts';
import type { Service, ServiceSpec } from './network-kinds.ts';
import { refuse } from './refuse.ts';

const sizes: Record<string, number> = { IPv4: 1 << 16, IPv6: 1 << 20 };
const reserved = 256;

function ipv6(index: number): string {
  const high = index >> 16;
  return `fd00:10:96::${high > 0 ? `${high.toString(16)}:` : ''}${(index & 0xffff).toString(16)}`;
}

const candidates: Record<string, (index: number) => string> = {
  IPv4: (index) => `10.96.${index >> 8}.${index & 255}`,
  IPv6: ipv6,
};

const familyOf = (address: string) => (address.includes(':') ? 'IPv6' : 'IPv4');
const inRange = (address: string) =>
  /^10\.96\.\d+\.\d+$|^fd00:10:96::([0-9a-f]:)?[0-9a-f]{1,4}$/i.test(address);

function given(spec: ServiceSpec): string[] {
  const addresses = spec.clusterIPs?.length ? spec.clusterIPs : [spec.clusterIP ?? ''];
  return addresses.filter((address) => address !== '');
}

/** A headless Service without selector may point anywhere: it takes both families. */
function defaultFamilies(spec: ServiceSpec, addresses: string[]): void {
  const headless = addresses[0] === 'None';
  const asked = spec.ipFamilies ?? [];
  if (headless && !spec.selector && asked.length === 0) spec.ipFamilyPolicy ??= 'RequireDualStack';
  const two = asked.length > 1 || addresses.length > 1;
  spec.ipFamilyPolicy ??= two ? 'RequireDualStack' : 'SingleStack';
  const numbered = headless ? [] : addresses.map(familyOf);
  const first = asked[0] ?? numbered[0] ?? 'IPv4';
  const families = [first, first === 'IPv4' ? 'IPv6' : 'IPv4'];
  spec.ipFamilies = spec.ipFamilyPolicy === 'SingleStack' ? [first] : families;
}

function allocate(service: Service, family: string, allocations: Allocations): string {
  const candidate = candidates[family];
  if (!candidate) throw refuse(service, 'spec.ipFamilies[0]', `Unsupported value: "${family}"`);
  const seed = `${service.metadata.namespace}/${service.metadata.name}/${family}`;
  const room = (sizes[family] ?? 0) - reserved - 1;
  return allocations.free(seed, room, (index) => candidate(index + reserved));
}

function checked(service: Service, address: string, allocations: Allocations): string {
  const own = `${service.metadata.namespace}/${service.metadata.name}`;
  const holder = allocations.holder(address);
  if (holder === own) return address;
  const field = 'spec.clusterIPs';
  const shown = JSON.stringify(service.spec.clusterIPs ?? [address]).replaceAll('","', '", "');
  const failed = `Invalid value: ${shown}: failed to allocate IP ${address}:`;
  if (!inRange(address)) {
    throw refuse(service, field, `${failed} the provided network does not match the current range`);
  }
  if (holder !== undefined) {
    throw refuse(service, field, `${failed} provided IP is already allocated`);
  }
  return address;
}

export function defaultAddresses(service: Service, { storage, resource }: DefaultsContext): void {
  const { spec } = service;
  const addresses = given(spec);
  defaultFamilies(spec, addresses);
  const families = spec.ipFamilies ?? [];
  if (addresses[0] === 'None') {
    spec.clusterIPs = ['None'];
  } else {
    const allocations = allocationsOf(storage, resource);
    for (const address of addresses) checked(service, address, allocations);
    spec.clusterIPs = families.map(
      (family) =>
        addresses.find((address) => familyOf(address) === family) ??
        allocate(service, family, allocations),
    );
  }
  spec.clusterIP = spec.clusterIPs[0] ?? '';
}
