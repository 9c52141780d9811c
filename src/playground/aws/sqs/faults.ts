/** What a test asked to go wrong. */
export interface Fault {
  /** Such as `SendMessage`, or `*`. */
  action: string;
  /**
   * throttle: too many requests · error: a 500 of theirs · refuse: no permission · lost: nobody
   * answers · answer lost: it takes effect, and nobody answers
   */
  kind: 'throttle' | 'error' | 'refuse' | 'lost' | 'answer lost';
  /** How often; once unless told. */
  times?: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
}

export interface FaultList extends Faults {
  take(action: string): Fault['kind'] | undefined;
}

export function createFaults(): FaultList {
  const faults: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    clear: () => faults.splice(0),
    take(action) {
      const isMeant = ({ fault }: { fault: Fault }) => ['*', action].includes(fault.action);
      const found = faults.find((one) => one.left > 0 && isMeant(one));
      if (found) found.left -= 1;
      return found?.fault.kind;
    },
  };
}
