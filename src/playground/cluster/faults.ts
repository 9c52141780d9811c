/** Failures a test or a demonstration switches on: what a sick API server or network does. */

export interface FaultRequest {
  method: string;
  /** With the query. */
  path: string;
  user: string;
}

export interface FaultMatch {
  method?: string;
  path?: RegExp;
  user?: string;
}

export interface Fault {
  match: FaultMatch | ((request: FaultRequest) => boolean);
  /** Answers with this HTTP status instead of the truth. */
  status?: number;
  /** A text, or an object sent as JSON. A Status that fits `status` when absent. */
  body?: unknown;
  /** Seconds, sent as `Retry-After`. */
  retryAfter?: number;
  /** Waits this long before anything else; alone it only slows the true answer down. */
  delayMs?: number;
  /** Never answers. */
  hang?: boolean;
  /** Destroys the socket without an answer. */
  drop?: boolean;
  /** The request is carried out first: what suffers is the answer. */
  isLate?: true;
  /** How often it strikes; for ever when absent. */
  times?: number;
}

export interface Faults {
  /** Returns the function that takes the fault back. */
  add(fault: Fault): () => void;
  clear(): void;
  /** The first fault that matches; counts as one strike. */
  strike(request: FaultRequest): Fault | undefined;
}

function matches({ match }: Fault, request: FaultRequest): boolean {
  if (typeof match === 'function') return match(request);
  return (
    (match.method === undefined || match.method === request.method) &&
    (match.path === undefined || match.path.test(request.path)) &&
    (match.user === undefined || match.user === request.user)
  );
}

export function createFaults(): Faults {
  const active = new Map<Fault, number>();
  return {
    add(fault) {
      active.set(fault, fault.times ?? Number.POSITIVE_INFINITY);
      return () => active.delete(fault);
    },
    clear: () => active.clear(),
    strike(request) {
      for (const [fault, left] of active) {
        if (!matches(fault, request)) continue;
        if (left <= 1) active.delete(fault);
        else active.set(fault, left - 1);
        return fault;
      }
      return undefined;
    },
  };
}
