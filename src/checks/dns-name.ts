/** The one name that `check dns <name>` is asked about, as far as the objects of the cluster tell. */
import type { DnsAnswer, Question } from '../network/dns-records.ts';
import type { Reason } from '../network/dns-why.ts';

export interface DnsName {
  /** As it was typed. */
  typed: string;
  /** Written out, such as `api.shop.svc.cluster.local`; as it was typed where that is not known. */
  whole: string;
  kind: 'service' | 'pod' | 'address' | 'pod-address' | 'missing' | 'outside';
  /** The Corefile serves the cluster's domain: else nothing below it can be expected. */
  isServed: boolean;
  /** What was computed, best question first; undefined: nothing that could be asked. */
  expected?: { question: Question; answer: DnsAnswer };
  /** Why it does not resolve, or is of no use all the same. */
  reasons: readonly Reason[];
  /** Where a Service of this name is, and what it may have been meant to be. */
  elsewhere: readonly string[];
  near: readonly string[];
}
