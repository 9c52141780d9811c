/** What was said about rules in events: what still holds, and what is over. */
import type { Event } from '../../objects/event.ts';
import type { ControllerSign } from './controller-sign.ts';
import { signOf } from './controller-words.ts';

export interface RuleEvent {
  event: Event;
  /** Absent: words that are not known here. */
  sign?: ControllerSign;
  /** The object has changed since, or it was said long before the latest. */
  isOld: boolean;
}

const hour = 3_600_000;

/** A controller has taken it since: over. */
const success = new Set(['SuccessfullyReconciled', 'AddedOrUpdated']);
/** The controller has looked at a change since: what was said before may be over. */
const change = new Set(['Sync', 'Scheduled', 'UPDATE', 'Synced', 'CreateCertificate']);

/**
 * Warnings, the latest first, each reason and meaning once. Nobody here knows the time: an hour is
 * held against the latest event of all, and the API server itself forgets after one.
 */
export function ruleEvents(events: readonly Event[]): RuleEvent[] {
  const sorted = [...events].sort((a, b) => seenAt(b).localeCompare(seenAt(a)));
  const latest = Date.parse(seenAt(sorted[0]));
  const lastOf = (reasons: ReadonlySet<string>, { involvedObject }: Event) => {
    const found = sorted.find(
      (one) => reasons.has(one.reason) && one.involvedObject.kind === involvedObject.kind,
    );
    return seenAt(found);
  };
  const warnings = sorted.filter(
    (event) => event.type === 'Warning' && seenAt(event) >= lastOf(success, event),
  );
  const known = warnings.map((event): RuleEvent => {
    const sign = signOf(`${event.message}`);
    const isLate = latest - Date.parse(seenAt(event)) > hour;
    const isOld = isLate || seenAt(event) < lastOf(change, event);
    return { event, ...(sign && { sign }), isOld };
  });
  const groups = Map.groupBy(
    known,
    ({ event, sign }) => `${event.reason} ${sign?.means ?? event.message}`,
  );
  return [...groups.values()].flatMap(([first]) => first ?? []);
}

/** When it was last seen; '' where it does not say. */
export const seenAt = (event: Event | undefined): string =>
  event?.series?.lastObservedTime ??
  event?.lastTimestamp ??
  event?.eventTime ??
  event?.firstTimestamp ??
  '';

export const timesOf = ({ series, count }: Event): number => series?.count ?? count ?? 1;
