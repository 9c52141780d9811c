/** The connections of all clusters, each made when it is first needed and kept for all Jobs. */
import { distance } from 'fastest-levenshtein';
import { UserError } from '../errors.ts';
import { code } from '../report.ts';
import { connect, type Surroundings } from './connect.ts';
import type { Doorway } from './connection.ts';
import type { ClusterSources } from './login.ts';

export interface Connections {
  /** A connection that fails is made anew next time: a kubeconfig may have been mended. */
  use<T>(name: string, work: (connection: Doorway) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function createConnections(
  sources: ClusterSources,
  surroundings: Surroundings,
): Connections {
  const made = new Map<string, Promise<Doorway>>();

  function connectionTo(name: string): Promise<Doorway> {
    const connection = made.get(name) ?? connect(name, sourceOf(sources, name), surroundings);
    made.set(name, connection);
    return connection;
  }

  return {
    async use(name, work) {
      const connection = connectionTo(name);
      try {
        return await work(await connection);
      } catch (error) {
        if (made.get(name) === connection) made.delete(name);
        throw error;
      }
    },
    async close() {
      const opened = await Promise.allSettled(made.values());
      made.clear();
      await Promise.all(opened.map((one) => one.status === 'fulfilled' && one.value.close()));
    },
  };
}

/** @throws UserError `usage` */
export function sourceOf(sources: ClusterSources, name: string): ClusterSources[string] {
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
  if (source) return source;
  const names = Object.keys(sources);
  const near = names.sort((a, b) => distance(a, name) - distance(b, name)).slice(0, 5);
  const what = `The configuration has no cluster ${code(name)}.`;
  throw new UserError('usage', { what, hint: `It has ${near.map(code).join(', ')}.` });
}
