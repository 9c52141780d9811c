/**
 * What a host resolves to where Portolan runs. An extra, never a proof: the person's resolver may
 * answer otherwise, so that a failure is "not looked up" and no problem.
 */
import { Resolver } from 'node:dns/promises';

export interface HostAnswer {
  /** Both families, as the resolver gave them. */
  addresses: readonly string[];
  /** The last name of the chain of aliases; absent without one. */
  alias?: string;
  /** Why nothing is known; `addresses` is then empty. */
  failure?: string;
}

export type LookupHost = (host: string) => Promise<HostAnswer>;

interface Questions {
  resolve4(host: string): Promise<string[]>;
  resolve6(host: string): Promise<string[]>;
  resolveCname(host: string): Promise<string[]>;
}

/** Milliseconds. */
const patience = 1_500;

export function createHostLookup(
  resolver: Questions = new Resolver({ timeout: patience, tries: 1 }),
  limitMs = patience,
): LookupHost {
  return async (host) => {
    const questions = [
      resolver.resolve4(host),
      resolver.resolve6(host),
      resolver.resolveCname(host),
    ] as const;
    const [v4, v6, alias] = await Promise.all(questions.map((one) => within(one, limitMs)));
    const addresses = [...(v4?.answers ?? []), ...(v6?.answers ?? [])];
    const target = alias?.answers[0];
    if (addresses.length > 0 || target) return { addresses, ...(target && { alias: target }) };
    return { addresses: [], failure: v4?.failure ?? 'no address' };
  };
}

interface Outcome {
  answers: string[];
  failure?: string;
}

async function within(question: Promise<string[]>, limitMs: number): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const timer = setTimeout(() => resolve({ answers: [], failure: 'no answer in time' }), limitMs);
  question.then(
    (answers) => resolve({ answers }),
    (error: unknown) => resolve({ answers: [], failure: wordsOf(error) }),
  );
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

const meanings: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name does not exist',
  ENODATA: 'the name has no address',
  ETIMEOUT: 'no answer in time',
  ESERVFAIL: 'the resolver failed',
  EREFUSED: 'the resolver refused',
};

function wordsOf(error: unknown): string {
  const { code = '' } = Object(error);
  return meanings[String(code)] ?? `no answer (${String(code) || 'unknown reason'})`;
}
