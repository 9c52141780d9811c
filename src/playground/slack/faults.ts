/** What a test asked to go wrong. `method` may be `*` or `response_url`. */
export interface Fault {
  method: string;
  /** How often; once unless told. */
  times?: number;
  /** An error of the Web API, such as `internal_error` or `paid_teams_only`. */
  error?: string;
  /** An HTTP status without a readable body, such as 500 or 503. */
  status?: number;
  /** With 429: seconds. */
  retryAfter?: number;
  /** The call takes effect and only its answer is lost. */
  afterwards?: boolean;
}

export interface Faults {
  /** Refuses calls with 429; `retryAfter` in seconds. */
  rateLimit(fault: { method: string; retryAfter: number; times?: number }): void;
  fail(fault: Fault): void;
  /** From now on these block types are unknown here, as in a workspace that has not got them yet. */
  refuseBlocks(types: string[]): void;
  clear(): void;
}

export interface FaultList extends Faults {
  refused: ReadonlySet<string>;
  take(method: string): Fault | undefined;
}

export function createFaults(): FaultList {
  const faults: (Fault & { left: number })[] = [];
  const refused = new Set<string>();
  const add = (fault: Fault) => void faults.push({ ...fault, left: fault.times ?? 1 });
  return {
    refused,
    rateLimit: (fault) => add({ ...fault, status: 429 }),
    fail: add,
    refuseBlocks: (types) => {
      for (const type of types) refused.add(type);
    },
    clear() {
      faults.length = 0;
      refused.clear();
    },
    take(method) {
      const fault = faults.find(
        (one) => one.left > 0 && (one.method === '*' || one.method === method),
      );
      if (fault) fault.left -= 1;
      return fault;
    },
  };
}
