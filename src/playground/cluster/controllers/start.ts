/**
 * Runs the controllers over a storage. A change only marks keys; the work is done when whoever wrote
 * has returned (a microtask later), or at once by `settle`. Controllers work in passes, in the order of
 * the list, so a Service's slices are computed once after all its pods have moved, not once per pod.
 */
import type { Resources } from '../resources.ts';
import type { Change, Storage } from '../storage.ts';
import type { Controller } from './controller.ts';
import { controllers } from './registry.ts';
import { createWorld } from './world.ts';

export interface RunningControllers {
  /** Works until nothing is left to do. Throws when one object never comes to rest (a bug). */
  settle(): void;
  stop(): void;
}

export interface ControllerOptions {
  now?: () => Date;
}

/** Far more rounds than any rollout needs: beyond it two controllers disagree. */
const patience = 1_000;

interface Queue {
  controller: Controller;
  keys: Set<string>;
  rounds: Map<string, number>;
}

/** What is marked meanwhile waits for the next pass: else every pod bound would wake its owner. */
function drain({ controller, keys, rounds }: Queue): void {
  for (const key of [...keys]) {
    keys.delete(key);
    const round = (rounds.get(key) ?? 0) + 1;
    rounds.set(key, round);
    if (round > patience) throw new Error(`${controller.name} never settles on ${key}`);
    controller.reconcile(key);
  }
}

export function startControllers(
  storage: Storage,
  resources: Resources,
  options: ControllerOptions = {},
): RunningControllers {
  const world = createWorld(storage, resources, options.now ?? (() => new Date()));
  const queues = controllers.map(
    (factory): Queue => ({ controller: factory(world), keys: new Set(), rounds: new Map() }),
  );
  let scheduled = false;
  let working = false;
  let stopped = false;

  function settle(): void {
    if (working || stopped) return;
    working = true;
    try {
      while (queues.some((queue) => queue.keys.size > 0)) {
        for (const queue of queues) drain(queue);
      }
    } finally {
      working = false;
      for (const queue of queues) queue.rounds.clear();
    }
  }

  function schedule(): void {
    if (scheduled || working) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      settle();
    });
  }

  function notice(change: Change): void {
    world.indexes.follow(change);
    for (const { controller, keys } of queues) {
      for (const key of controller.affected(change)) keys.add(key);
    }
  }

  // What is stored already is noticed in two passes: indexes first, they must be complete.
  const present = resources.all().flatMap((resource) =>
    storage.list(resource).map(
      (object): Change => ({
        type: 'ADDED',
        resource,
        object,
        resourceVersion: storage.resourceVersion,
      }),
    ),
  );
  for (const change of present) world.indexes.follow(change);
  for (const change of present) notice(change);
  const end = storage.subscribe((change) => {
    notice(change);
    schedule();
  });
  schedule();

  return {
    settle,
    stop() {
      stopped = true;
      end();
    },
  };
}
