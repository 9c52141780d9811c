/** Has a controller complained about the Ingress or route? */
import { type RuleEvent, ruleEvents, timesOf } from '../network/routes/rule-events.ts';
import type { Event } from '../objects/event.ts';
import { code, count, visible } from '../report.ts';
import { defineCheck } from './check.ts';
import { origins } from './controller-origins.ts';
import { ok, problem, warning } from './findings.ts';
import { ruleKinds } from './rule.ts';
import { ofRules } from './rule-findings.ts';
import { type RuleSubject, ruleNeeds, ruleWants } from './rule-subject.ts';

const mostEvidence = 5;

export const ingressEventsClean = defineCheck({
  id: 'ingress-events-clean',
  title: 'No controller complains about it in events',
  needs: [...ruleNeeds, 'ruleEvents'],
  wants: [...ruleWants],
  explain: {
    why: 'A controller that cannot serve an Ingress usually says so in an event of it, and nowhere else: that AWS refused a load balancer, that an annotation cannot be read, that no certificate can be made.',
    how: 'The Warning events of the Ingress or route, and of its Gateways. One that the controller has taken back by a later success is over; one of before the last change, or more than an hour older than the latest, is a warning only. The API server keeps events for an hour.',
    fix: 'Mend what the message names.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject) => {
      const own = view.ruleEvents.all.filter((event) => isOwn(event, subject));
      const found = ruleEvents(own);
      const [worst, ...rest] = found.toSorted((a, b) => rankOf(a) - rankOf(b));
      if (!worst) return ok(own.length === 0 ? 'no event about it' : 'no warning in its events');
      return told(worst, rest, subject);
    }),
});

/** Not of an object of the same name that there was before. */
function isOwn({ involvedObject }: Event, { kind, object: { metadata } }: RuleSubject): boolean {
  if (involvedObject.kind !== ruleKinds[kind].one) return true;
  return !involvedObject.uid || !metadata.uid || involvedObject.uid === metadata.uid;
}

/** What keeps it from being served, then what is not understood, then what is old. */
function rankOf({ sign, isOld }: RuleEvent): number {
  const rank = sign?.kind === 'refuses' ? 0 : 1;
  return isOld ? rank + 2 : rank;
}

function told(worst: RuleEvent, rest: readonly RuleEvent[], subject: RuleSubject) {
  const { event, sign, isOld } = worst;
  const { kind, name, namespace } = event.involvedObject;
  const words = sign ? `${sign.means}: ${said(event)}` : said(event);
  const more = rest.length > 0 ? `; and ${count(rest.length, 'further warning')}` : '';
  const age = isOld ? '; it was said before the last change, or long ago' : '';
  const advice = {
    summary: `${code(event.reason)}: ${words}${age}${more}`,
    evidence: [worst, ...rest].slice(0, mostEvidence).map((one) => evidenceOf(one.event)),
    fix: sign?.fix ?? 'Mend what the message names.',
    kubectl: `kubectl events -n ${namespace || subject.object.metadata.namespace} --for ${kind.toLowerCase()}/${name}`,
    causedBy: sign ? origins[sign.about] : [],
  };
  return sign?.kind === 'refuses' && !isOld ? problem(advice) : warning(advice);
}

const said = ({ message }: Event) => visible(message.trim(), 400).replaceAll('`', "'");

function evidenceOf(event: Event) {
  const times = timesOf(event);
  const { kind, namespace, name } = event.involvedObject;
  return {
    object: `event of ${kind.toLowerCase()} ${namespace}/${name}`,
    field: event.reason,
    value: `${visible(event.message.trim())}${times > 1 ? ` (${times} times)` : ''}`,
  };
}
