/** What listens inside pods: nothing runs in them, so whoever wants to answer on a port says so here. */
import type { Duplex } from 'node:stream';
import type { KubeObject } from './storage.ts';

/** Gets one connection, as a process that accepted it would. */
export type Listener = (connection: Duplex) => void;

export type FindListener = (pod: KubeObject, port: number) => Listener | undefined;

export interface PodPorts {
  /** Returns the function that stops it. */
  listen(namespace: string, pod: string, port: number, listener: Listener): () => void;
  find: FindListener;
}

/** @param usual asked where nobody listens by name */
export function createPodPorts(usual: FindListener): PodPorts {
  const listeners = new Map<string, Listener>();
  const key = (...parts: (string | number | undefined)[]) => parts.join('/');
  return {
    listen(namespace, pod, port, listener) {
      const place = key(namespace, pod, port);
      listeners.set(place, listener);
      return () => {
        if (listeners.get(place) === listener) listeners.delete(place);
      };
    },
    find(pod, port) {
      const { namespace, name } = pod.metadata;
      return listeners.get(key(namespace, name, port)) ?? usual(pod, port);
    },
  };
}
