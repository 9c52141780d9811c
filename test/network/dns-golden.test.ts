/** What a real CoreDNS answered for exactly the objects in `cluster.json`. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { parseCorefile } from '../../src/network/corefile.ts';
import { answerOf } from '../../src/network/dns.ts';
import type { DnsRecord, DnsType } from '../../src/network/dns-records.ts';
import { kinds } from '../../src/objects/registry.ts';
import { textOf } from '../architecture/tree.ts';

const Recorded = z.object({
  name: z.string(),
  type: z.string(),
  ttl: z.number(),
  data: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
});
const Recording = z.object({
  answers: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      rcode: z.string(),
      authoritative: z.boolean(),
      answers: z.array(Recorded),
      additionals: z.array(Recorded),
    }),
  ),
});

const recording = Recording.parse(JSON.parse(textOf('test/golden/dns-answers.json')));
const items: { kind: string }[] = JSON.parse(textOf('test/golden/cluster.json')).items;
const all = <K extends keyof typeof kinds>(kind: K) =>
  items
    .filter((item) => item.kind === kinds[kind].kind)
    .map((item) => kinds[kind].schema.parse(item));

const world = {
  objects: {
    services: all('services') as never[],
    slices: all('endpointslices') as never[],
    pods: all('pods') as never[],
    namespaces: all('namespaces').map(({ metadata }) => metadata.name),
  },
  corefile: parseCorefile(`.:53 {
    kubernetes cluster.local in-addr.arpa ip6.arpa {
      pods insecure
      ttl 30
    }
    cache 30
  }`),
  serverAddresses: ['192.0.2.2', 'fd00::2', 'fe80::fc:ff:fe00:1'],
};

/** Order is the load balancer's; the serial is the time of the recording. */
function comparable(records: readonly (DnsRecord | z.infer<typeof Recorded>)[]) {
  return records
    .map(({ data, ...record }) => ({
      ...record,
      data: typeof data === 'object' && 'serial' in data ? { ...data, serial: undefined } : data,
    }))
    .map((record) => JSON.stringify(record, Object.keys(record).sort().concat(fields)))
    .sort();
}

const fields = 'priority weight port target mname rname refresh retry expire minimum 0'.split(' ');

const cases = recording.answers.map((answer) => ({
  ...answer,
  line: `${answer.type} ${answer.name}`,
}));

test('all of the recording is here', () => {
  expect(cases).toHaveLength(148);
});

test.each(cases)('$line', (recorded) => {
  const { name, type } = recorded;
  const { rcode, authoritative, answers, additionals } = answerOf(
    { name, type: type as DnsType },
    world,
  );
  expect({
    rcode,
    authoritative,
    answers: comparable(answers),
    additionals: comparable(additionals),
  }).toEqual({
    rcode: recorded.rcode,
    authoritative: recorded.authoritative,
    answers: comparable(recorded.answers),
    additionals: comparable(recorded.additionals),
  });
});
