/** What an answer to a TokenRequest means, other than a token. */
import type { Account } from '../config-cluster.ts';
import { UserError } from '../errors.ts';
import { code, visible } from '../report.ts';
import {
  type Answer,
  busy,
  type Named,
  notKubernetes,
  silence,
  statusIn,
  unauthorized,
} from './failures.ts';
import { type Place, sentence, serverOf } from './place.ts';

export function mintFailure(
  answer: Answer,
  question: Named,
  account: Account,
  place: Place,
): UserError {
  const said = statusIn(answer);
  const { status } = answer;
  const cause = new Error(`${question.words}: ${status} ${visible(said?.message ?? '')}`);
  if (status === 401) return unauthorized(answer, question, place);
  if (status === 429 || status >= 500) return silence(busy(answer, question, said?.message), place);
  if (!said) return notKubernetes(answer, question, place);
  if (status === 403) return refused(said.message, account, place, cause);
  if (status === 404) return noAccount(account, place, cause);
  const what = `${sentence(serverOf(place))} gives no token for ${nameOf(account)}: ${status}, ${visible(said.message)}.`;
  const hint = `Check ${code('mint')} of this cluster in the configuration.`;
  return new UserError('unreadable', { what, hint }, { cause });
}

const nameOf = ({ namespace, name }: Account) => code(`${namespace}/${name}`);

/** What gives the usual accounts to a cluster, and the right to mint for them. */
const usual = {
  read: { name: 'portolan-reader', folder: 'infra/kubernetes', minter: 'infra/kubernetes/minter' },
  write: {
    name: 'portolan-canary',
    folder: 'infra/kubernetes/canary',
    minter: 'infra/kubernetes/canary',
  },
} as const;

function isUsual({ namespace, name, does }: Account): boolean {
  return namespace === 'portolan' && name === usual[does].name;
}

function refused(message: string, account: Account, place: Place, cause: Error): UserError {
  const user = /User "([^"]+)"/.exec(message)?.[1];
  const identity = user ? `this identity (${code(user)})` : 'this identity';
  const what = `${sentence(serverOf(place))} gives us no token: ${identity} may not create serviceaccounts/token for ${nameOf(account)}.`;
  const { namespace, name, does } = account;
  const { minter } = usual[does];
  const role = isUsual(account)
    ? `Apply the Role with ${code(`kubectl apply -k ${minter}`)}`
    : `Allow ${code('create')} on ${code('serviceaccounts/token')} with resourceNames ${code(`[${name}]`)} in namespace ${code(namespace)}, as ${minter} does`;
  const hint = `${role}, and put this identity into the group ${code('portolan-minters')}.`;
  return new UserError('unreadable', { what, hint }, { cause });
}

function noAccount(account: Account, place: Place, cause: Error): UserError {
  const what = `There is no ServiceAccount ${nameOf(account)} in cluster ${code(place.cluster)} to ${account.does} as.`;
  const hint = isUsual(account)
    ? `Create it with its rights: ${code(`kubectl apply -k ${usual[account.does].folder}`)}.`
    : `Create it, or name another one under ${code('mint')} in the configuration.`;
  return new UserError('unreadable', { what, hint }, { cause });
}
