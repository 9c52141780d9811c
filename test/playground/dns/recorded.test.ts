/** The embedded DNS held to what a real CoreDNS said of the same cluster. */
import { expect, test } from 'vitest';
import type { DnsRecord } from '../../../src/playground/cluster/dns/answer.ts';
import { createView } from '../../../src/playground/cluster/dns/view.ts';
import { resolve } from '../../../src/playground/cluster/dns/zone.ts';
import { createStorage } from '../../../src/playground/cluster/memory.ts';
import { createResources } from '../../../src/playground/cluster/resources.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { readGolden } from '../cluster/fixtures.ts';

interface Recorded {
  name: string;
  type: string;
  rcode: string;
  authoritative: boolean;
  answers: DnsRecord[];
  additionals: DnsRecord[];
}

const storage = createStorage();
const resources = createResources();
const objects: KubeObject[] = readGolden('cluster.json').items;
for (const object of objects) {
  const resource = resources.byKind(object.apiVersion, object.kind);
  if (resource) storage.restore(resource, object);
}
const view = createView(storage, resources);

/** About the server itself, which is not what anybody asks the embedded one. */
const ofItself = ['SOA', 'NS'];
const isOfItself = ({ name, type }: Recorded) =>
  ofItself.includes(type) || name.startsWith('dns-version.');

const recorded: Recorded[] = readGolden('dns-answers.json').answers;
const asked = recorded.filter((one) => !isOfItself(one));

const sorted = (records: readonly DnsRecord[]) =>
  records
    .map((one) =>
      JSON.stringify(
        one,
        Object.keys({ ...one, priority: 0, weight: 0, port: 0, target: '' }).sort(),
      ),
    )
    .sort();

test('there is a table to be held to', () => {
  expect(asked.length).toBeGreaterThan(140);
});

test.each(asked)('$type $name', ({ name, type, rcode, authoritative, answers, additionals }) => {
  const answer = resolve({ name, type }, view);
  expect(answer.rcode).toBe(rcode);
  expect(answer.authoritative).toBe(authoritative);
  expect(sorted(answer.answers)).toEqual(sorted(answers));
  expect(sorted(answer.additionals)).toEqual(sorted(additionals));
});
