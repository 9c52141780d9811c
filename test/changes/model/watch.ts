/** A store that remembers what was ever written to it. */
import type { Store } from '../../../src/store/store.ts';

export interface Written {
  key: string;
  /** undefined: there was nothing. */
  before: unknown;
  after: unknown;
}

export function watch(real: Store): { store: Store; written: Written[] } {
  const written: Written[] = [];
  const store: Store = {
    get: (key) => real.get(key),
    async insert(key, after, options) {
      const isWritten = await real.insert(key, after, options);
      if (isWritten) written.push({ key, before: undefined, after });
      return isWritten;
    },
    async replace(read, after, options) {
      const isWritten = await real.replace(read, after, options);
      if (isWritten) written.push({ key: read.key, before: read.value, after });
      return isWritten;
    },
    list: (...query) => real.list(...query),
    close: () => real.close(),
  };
  return { store, written };
}
