/** Which of the Services with the label of cluster DNS is the one that pods ask. */
import type { Service } from '../objects/service.ts';
import { formOf } from './service-facts.ts';

const names = ['kube-dns', 'dns-default', 'coredns'];

/** Beside it there may be one for metrics, or NodeLocal DNSCache's `kube-dns-upstream`. */
export function dnsServiceIn(services: readonly Service[]): Service | undefined {
  const virtual = services.filter((service) => formOf(service) !== 'headless');
  const known = names.flatMap((name) => virtual.filter(({ metadata }) => metadata.name === name));
  const serving = virtual.find(({ spec }) => spec.ports.some(({ port }) => port === 53));
  return known[0] ?? serving;
}
