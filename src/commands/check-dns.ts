/** `check dns [name]`: its list; what DNS pods say is asked beside the cluster. */
import { namesOf } from '../checks/gather.ts';
import { judge } from '../checks/judge.ts';
import { dnsChecks } from '../checks/registry.ts';
import type { Target } from '../checks/target.ts';
import { noName, readDnsName } from './check-dns-name.ts';
import type { Checklist } from './check-list.ts';
import { mustBeSomebody } from './check-service.ts';
import type { CheckRequest } from './check-target.ts';
import { commandLine } from './command-line.ts';

/** @param name as it was typed; absent: DNS as a whole */
export function dnsChecklist(
  request: CheckRequest,
  target: Target,
  name: string | undefined,
): Checklist {
  return {
    target,
    names: namesOf(dnsChecks),
    given: name === undefined ? Promise.resolve(noName) : readDnsName(request, name),
    judge: (facts) => judge(dnsChecks, facts, target),
    label: () => name || 'DNS',
    actions: () =>
      name === undefined
        ? []
        : [{ label: 'Show its names', command: commandLine(request, name, 'dns') }],
    async look(facts) {
      mustBeSomebody(request, facts);
      return undefined;
    },
  };
}
