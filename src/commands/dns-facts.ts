/** What the reads of `dns` add up to; the report is made of this alone. */
import type { DnsWorld } from '../network/dns.ts';
import type { Asked, Reading } from '../network/dns-question.ts';
import type { AskedType, Observation } from '../network/dns-records.ts';
import type { ResolvConf } from '../network/resolver.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';

/** What the name turned out to be. */
export type Subject =
  | { kind: 'service'; service: Service; reading: Reading }
  | { kind: 'pod'; pod: Pod }
  | { kind: 'address'; address: string; pod?: Pod }
  | { kind: 'pod-address'; reading: Reading }
  | { kind: 'missing'; reading: Reading }
  | { kind: 'outside' };

export interface From {
  /** `shop`, or `shop/api-1`. */
  text: string;
  namespace: string;
  conf: ResolvConf;
}

export interface DnsFacts {
  asked: Exclude<Asked, { kind: 'invalid' | 'idn' }>;
  subject: Subject;
  world: DnsWorld;
  clusterDomain: string;
  type: AskedType | undefined;
  from: From | undefined;
  /** Where else a Service of this name is, and what it may have been meant to be. */
  elsewhere: readonly string[];
  near: readonly string[];
  /** Where the Corefile was read; undefined: the usual one is assumed. */
  corefile: string | undefined;
  /** Of the subject's namespace; false: refused, or more than are read. */
  hasAllSlices: boolean;
  /** That there is no such name cannot be said: what was not read may give it one. */
  isOpen: boolean;
  /** What was really looked up; undefined: nothing was. */
  observed?: readonly Observation[];
}
