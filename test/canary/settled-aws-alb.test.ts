/** What the AWS Load Balancer Controller says of new weights. */
import { describe, expect, test } from 'vitest';
import { awsAlb } from '../../src/canary/aws-alb.ts';
import { Event } from '../../src/objects/event.ts';
import { routeWith } from './routes.ts';

const appliedAt = '2026-03-01T10:00:00Z';
const final = { isFinal: true };

const settled = (events: readonly Event[] | undefined) =>
  awsAlb.settled(routeWith({ kindName: 'Ingress', name: 'shop' }), {
    object: {},
    events,
    appliedAt,
  });

const event = (reason: string, time: string, message = '', more: object = {}): Event =>
  Event.parse({
    metadata: { name: reason.toLowerCase(), namespace: 'shop' },
    involvedObject: { kind: 'Ingress', namespace: 'shop', name: 'shop', uid: 'uid-1' },
    type: reason.startsWith('Failed') ? 'Warning' : 'Normal',
    reason,
    message,
    lastTimestamp: `2026-03-01T10:00:${time}Z`,
    ...more,
  });

const done = (time: string, more: object = {}) => event('SuccessfullyReconciled', time, '', more);
const broken = (time: string, message: string) => event('FailedDeployModel', time, message);
const nothing = 'its controller has said nothing since';
const changed = 'its controller has changed the load balancer';
const other = { involvedObject: { kind: 'Ingress', name: 'shop', uid: 'uid-2' } };
const nameless = { involvedObject: { kind: 'Ingress', name: 'shop' } };

describe('events about an Ingress for AWS', () => {
  const rows: [sentence: string, events: Event[], is: string, why: string, more?: object][] = [
    ['none', [], 'no', nothing],
    ['a success since', [done('02')], 'yes', changed],
    ['a success of before', [done('00')], 'no', nothing],
    ['a success of an older object', [done('02', other)], 'no', nothing],
    ['a success of an object without uid', [done('02', nameless)], 'yes', changed],
    ['another event', [event('Scheduled', '02')], 'no', nothing],
    [
      'a failure',
      [broken('02', 'AccessDenied: no')],
      'no',
      'AWS refuses it a call: its IAM role lacks a right (`FailedDeployModel`: `AccessDenied: no`)',
      final,
    ],
    [
      'a failure of which no words are known',
      [event('FailedBuildModel', '02', 'odd')],
      'no',
      'its controller says `FailedBuildModel`: `odd`',
      final,
    ],
    [
      'too many calls',
      [broken('02', 'Throttling: Rate exceeded')],
      'no',
      'AWS answers it too late, as it asks too often (`FailedDeployModel`: `Throttling: Rate exceeded`)',
    ],
    ['a failure, then a success', [broken('02', 'odd'), done('03')], 'yes', changed],
    [
      'a success, then a failure',
      [done('02'), broken('03', 'odd')],
      'no',
      'its controller says `FailedDeployModel`: `odd`',
      final,
    ],
  ];
  test.each(rows)('%s', (_, events, is, why, more = {}) => {
    expect(settled(events)).toEqual({ is, why, ...more });
  });

  test('that cannot be read', () => {
    expect(settled(undefined)).toEqual({
      is: 'unknown',
      why: 'the events about the Ingress, in which its controller would say it, cannot be read',
    });
  });
});
