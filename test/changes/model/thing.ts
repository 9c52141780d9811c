/** What is changed: one number, which stands for the weights of one object, and who wrote it. */
import type { Change } from '../../../src/access/change.ts';
import type { Planned } from '../../../src/access/journal.ts';
import { readSlot } from '../../../src/slots.ts';
import type { Store } from '../../../src/store/store.ts';

export const place = { cluster: 'main', object: 'ingresses/shop/api-canary' };

export interface Plan {
  from: number;
  to: number;
}

export const planOf = ({ plan }: Change) => plan as Plan;

export function plannedOf(change: Change): Planned {
  const { from, to } = planOf(change);
  return { rule: '/api', weights: [{ name: 'shop/api-canary', before: from, after: to }] };
}

export interface Write {
  /** Id of the change. */
  change: string;
  /** Who held the slot in that moment. */
  holder: string | undefined;
  /** How many deliveries had begun: what it may rest on. */
  begun: number;
}

export interface Thing {
  read(): Promise<number>;
  /** As a JSON Patch with a `test` in front. @param change its id */
  patch(change: string, plan: Plan): Promise<'applied' | 'drifted'>;
}

export function createThing(store: Store, begun: readonly unknown[]) {
  let value = 20;
  const writes: Write[] = [];
  const thing: Thing = {
    read: async () => value,
    async patch(change, { from, to }) {
      const { holder } = await readSlot(store, place);
      if (value !== from) return 'drifted';
      value = to;
      writes.push({ change, holder: holder?.change, begun: begun.length });
      return 'applied';
    },
  };
  /** Somebody writes it who asks nobody. */
  const meddle = (other: number) => {
    value = other;
  };
  return { thing, writes, meddle };
}
