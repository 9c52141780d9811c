/** Does the selector take any pods, and if not, which ones did it mean? */

import { isOver } from '../network/pod-trouble.ts';
import { hasSelector, selectorText } from '../network/service-facts.ts';
import { code, count } from '../report.ts';
import { defineCheck } from './check.ts';
import { nameOf, ofService, ok, skipped } from './findings.ts';
import { whyNone } from './selector-without-pods.ts';

export const serviceSelectsPods = defineCheck({
  id: 'service-selects-pods',
  title: 'The selector takes pods',
  needs: ['service', 'pods'],
  wants: ['neighbours', 'strangers', 'deployments', 'statefulSets', 'nodes'],
  explain: {
    why: 'A Service sends traffic to the pods that carry all labels of its selector, in its own namespace. One letter off, and it sends it nowhere, without an error anywhere.',
    how: 'The pods with these labels are read. Where there are none: the labels of the pods around, the same labels in other namespaces, and what Deployments and StatefulSets would start.',
    fix: 'Make the selector and the labels of the pod template agree, or start the pods.',
  },
  run: (view) =>
    ofService(view, (service) => {
      if (service.spec.type === 'ExternalName') return skipped('an alias has no pods');
      if (!hasSelector(service)) {
        return skipped(
          `${code(nameOf(service))} has no selector: its endpoints are written by hand or by another controller`,
        );
      }
      const { pods } = view;
      const live = pods.all.filter((pod) => !isOver(pod));
      if (live.length === 0) return whyNone(service, view);
      const number = pods.isCut ? `more than ${live.length} pods` : count(live.length, 'pod');
      return ok(`${code(selectorText(service))} takes ${number}`);
    }),
});
