/** The words findings are made of, so that every check says the same things alike. */
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { count } from '../report.ts';
import type { Advised, Evidence, Finding } from './check.ts';
import type { Found } from './sources/source.ts';

export const ok = (summary: string, evidence: readonly Evidence[] = []): Finding => ({
  status: 'ok',
  summary,
  evidence,
});

/** Does not apply here: says why. */
export const skipped = (why: string): Finding => ({ status: 'skipped', summary: why });

/** What was read does not decide it: says what is missing. */
export const unknown = (summary: string, evidence: readonly Evidence[] = []): Finding => ({
  status: 'unknown',
  summary,
  evidence,
});

export const problem = (advice: Advised): Finding => ({ status: 'problem', ...advice });
export const warning = (advice: Advised): Finding => ({ status: 'warning', ...advice });

/** Where there is no Service, `service-exists` says so; for all else there is nothing to look at. */
export function ofService(
  { service }: { service: Found<Service> },
  check: (service: Service) => Finding,
): Finding {
  const [found] = service.all;
  return found ? check(found) : skipped('there is no Service to look at');
}

/** `shop/payments` */
export const nameOf = ({ metadata }: Pick<Service | Pod, 'metadata'>): string =>
  `${metadata.namespace}/${metadata.name}`;

/** `service shop/payments`, the object of an evidence. */
export const objectOf = (kind: string, object: Pick<Service | Pod, 'metadata'>): string =>
  `${kind} ${nameOf(object)}`;

export const serviceEvidence = (service: Service, field: string, value: string): Evidence => ({
  object: objectOf('service', service),
  field,
  value,
});

/** `2 of 3 pods` */
export const ofPods = (some: number, all: number): string => `${some} of ${count(all, 'pod')}`;
