/** A second process on the same file, for embedded.test.ts: races, then tells what it won. */
import { createEmbeddedStore } from '../../src/store/embedded.ts';

const [, , path = '', rounds = '0'] = process.argv;
const store = createEmbeddedStore({ path });

async function race(): Promise<string[]> {
  const won: string[] = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    if (await store.insert(`claim/${round}`, process.pid)) won.push(`claim/${round}`);
    await countOne();
  }
  await store.close();
  return won;
}

async function countOne(): Promise<void> {
  const entry = await store.get('count');
  if (entry && (await store.replace(entry, Number(entry.value) + 1))) return;
  await countOne();
}

process.once('message', () => {
  race().then((won) => {
    process.send?.(won);
    process.disconnect();
  });
});
process.send?.('ready');
