/**
 * Short-lived tokens for the accounts that everything is read and written as. Ours may do nothing but
 * ask for them (TokenRequest), so what Portolan may do in a cluster is what those accounts may.
 *
 * Not counted in a Job's reads: one token serves all Jobs for minutes, and whoever happens to come
 * first would pay for the others.
 */
import * as z from 'zod';
import type { Account } from '../config-cluster.ts';
import { code } from '../report.ts';
import type { Bearer } from './bearer.ts';
import { answerTo, type Limits, startDeadline } from './call.ts';
import type { Connection } from './connection.ts';
import { jsonIn, notKubernetes, silence, Unanswered } from './failures.ts';
import { mintFailure } from './mint-failures.ts';

/** Seconds, of which the API server gives no fewer. */
const LIFE = 600;
/** Milliseconds before its end from which on a token is not used: no read takes so long. */
const MARGIN = 90_000;

export interface Minted {
  account: Account;
  limits: Limits;
  now: () => Date;
}

interface Token {
  text: string;
  /** Milliseconds of our own clock. */
  until: number;
}

/** The server's own `expirationTimestamp` is not looked at: it is by a clock that may not be ours. */
const Answer = z.object({
  kind: z.literal('TokenRequest'),
  spec: z.object({ expirationSeconds: z.number().positive() }),
  status: z.object({ token: z.string().regex(/^[\x21-\x7e]+$/) }),
});

/** @param own the connection of the identity that may create tokens */
export function mintedBy(own: Connection, { account, limits, now }: Minted): Bearer {
  let held: Token | undefined;
  let pending: Promise<Token> | undefined;

  async function mint(): Promise<Token> {
    const asked = now().getTime();
    const { status, spec } = await requestToken(own, account, limits);
    const life = spec.expirationSeconds * 1000;
    held = { text: status.token, until: asked + Math.max(life - MARGIN, life / 2) };
    return held;
  }

  return {
    words: `the token minted for ${code(nameOf(account))}`,
    /** By the wall clock: a Lambda that is frozen between two Jobs ages no other. */
    async token() {
      if (held && now().getTime() < held.until) return held.text;
      pending ??= mint().finally(() => {
        pending = undefined;
      });
      return (await pending).text;
    },
    drop(token) {
      if (held?.text === token) held = undefined;
    },
  };
}

const nameOf = ({ namespace, name }: Account) => `${namespace}/${name}`;

/** @throws UserError: without a token nothing can be done at all */
async function requestToken(own: Connection, account: Account, limits: Limits) {
  const question = { words: `create serviceaccounts/token for ${nameOf(account)}` };
  const deadline = startDeadline(limits);
  const chain = { sent: () => undefined, received: () => undefined };
  const line = { connection: own, deadline, stop: deadline.signal, chain };
  const answer = await answerTo(question, requestFor(account), line).catch((error: unknown) => {
    throw error instanceof Unanswered ? silence(error, own.place) : error;
  });
  if (answer.status !== 201) throw mintFailure(answer, question, account, own.place);
  const { data } = Answer.safeParse(jsonIn(answer.body));
  if (!data) throw notKubernetes(answer, question, own.place);
  return data;
}

/** Without an audience it is for the API server itself. */
function requestFor({ namespace, name }: Account) {
  const [space, account] = [namespace, name].map(encodeURIComponent);
  return {
    method: 'POST',
    path: `/api/v1/namespaces/${space}/serviceaccounts/${account}/token`,
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: LIFE },
    },
  } as const;
}
