/**
 * What it means when no answer comes: by the codes of Node (errno, OpenSSL) and of undici. A code in
 * `SERVER` concerns every question alike; anything else leaves one question open.
 */
import { UserError, type UserErrorWords } from '../errors.ts';
import { code } from '../report.ts';
import { type Named, Unanswered } from './failures.ts';
import { type Place, sentence, serverOf } from './place.ts';

type Says = readonly [codes: RegExp, says: (place: Place) => UserErrorWords];

const SERVER: readonly Says[] = [
  [
    /^ECONNREFUSED$/,
    (place) => ({
      what: `${sentence(serverOf(place))} refuses connections.`,
      hint: `Is it running? Its address comes from ${place.source}.`,
    }),
  ],
  [
    /^ENOTFOUND$/,
    (place) => ({
      what: `DNS knows no address for ${serverOf(place)}.`,
      hint: `Check the name in ${place.source}; that of a private cluster may resolve only in its own network.`,
    }),
  ],
  [
    /^EAI_AGAIN$/,
    (place) => ({
      what: `The address of ${serverOf(place)} could not be looked up: no DNS server answered.`,
      hint: 'Try again; if it stays so, check the DNS of the machine Portolan runs on.',
    }),
  ],
  [
    /^(EHOSTUNREACH|ENETUNREACH)$/,
    (place) => ({
      what: `There is no route to ${serverOf(place)}.`,
      hint: 'Is a VPN, a peering or a subnet missing where Portolan runs?',
    }),
  ],
  [
    /^CERT_HAS_EXPIRED$/,
    (place) => ({
      what: `The certificate of ${serverOf(place)} has expired.`,
      hint: 'It must be renewed on the cluster. No credentials were sent.',
    }),
  ],
  [
    /^CERT_NOT_YET_VALID$/,
    (place) => ({
      what: `The certificate of ${serverOf(place)} is not valid yet.`,
      hint: 'Is the clock wrong, here or there? No credentials were sent.',
    }),
  ],
  [
    /SELF_SIGNED_CERT|^UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/,
    (place) => ({
      what: `The certificate of ${serverOf(place)} is signed by an authority that is not trusted here.`,
      hint: `Name its authority in ${place.source} (${code('caFile')}, or ${code('certificate-authority')} in a kubeconfig). No credentials were sent.`,
    }),
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    (place) => ({
      what: `The certificate of ${serverOf(place)} is for another host name.`,
      hint: `Use a name that it is for in ${place.source}, or set ${code('tls-server-name')} in a kubeconfig. No credentials were sent.`,
    }),
  ],
  [
    /^ERR_SSL_.*ALERT.*(CERT|UNKNOWN_CA|ACCESS)/,
    (place) => ({
      what: `${sentence(serverOf(place))} rejects our client certificate.`,
      hint: `It is missing, has expired or is of another authority. It comes from ${place.source}.`,
    }),
  ],
  [
    /^(ERR_OSSL_|ERR_CRYPTO_)/,
    (place) => ({
      what: `A certificate or key for ${serverOf(place)} cannot be used.`,
      hint: `Check the certificates and the key in ${place.source}.`,
    }),
  ],
  [
    /^(EPROTO|ERR_SSL_|ERR_TLS_|HPE_)/,
    (place) => ({
      what: `${sentence(serverOf(place))} does not speak ${place.server.startsWith('https') ? 'TLS' : 'plain HTTP'}.`,
      hint: `Is the port right, and is it ${code('https://')} or ${code('http://')}? The address comes from ${place.source}.`,
    }),
  ],
];

/** The code of the innermost cause that has one: `fetch failed` itself says nothing. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const inner = error instanceof AggregateError ? error.errors[0] : undefined;
  const deeper = codeOf(error.cause) || codeOf(inner);
  return deeper || ('code' in error && typeof error.code === 'string' ? error.code : '');
}

/** `fetch` has refusals of its own, such as a port the standard blocks: they have words and no code. */
function fetchRefusal(error: unknown): string {
  const isFetch = error instanceof TypeError && error.message === 'fetch failed';
  return isFetch && error.cause instanceof Error ? error.cause.message : '';
}

/**
 * The connection broke before the answer was complete, as one does that the server had just closed.
 * A UserError has been judged already, and may have had its second try.
 */
export function isDropped(error: unknown): boolean {
  if (error instanceof UserError) return false;
  return /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_INFO)$/.test(codeOf(error));
}

const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_CERT_|UNABLE_TO_|(DEPTH_ZERO_)?SELF_SIGNED_|ERR_OSSL_|ERR_CRYPTO_|ERR_SSL_WRONG_VERSION)/;

/**
 * No connection was made, or none that we trust: the request is still here. Of any other code that is
 * not certain, because it may also end a connection on which everything has been sent.
 */
export function isNeverSent(error: unknown, { proxy }: Place): boolean {
  const found = codeOf(error);
  return NEVER_SENT.test(found) || (proxy !== undefined && found === 'UND_ERR_ABORTED');
}

/** @returns the error itself if it is not the network's: then it is a bug of ours */
export function networkFailureOf(error: unknown, { words }: Named, place: Place): unknown {
  const found = codeOf(error) || fetchRefusal(error);
  if (!(error instanceof Error) || error instanceof UserError || !found) return error;
  if (place.proxy && found === 'UND_ERR_ABORTED') return proxyRefusal(error, words, place);
  const says = SERVER.find(([codes]) => codes.test(found))?.[1];
  const cause = new Error(`${words}: ${found}`, { cause: error });
  if (says) return new UserError('unreadable', says(place), { cause });
  const message = `${words}: ${howLost(error, found)}`;
  return new Unanswered({ reason: 'unreachable', message, isSilence: true }, { cause });
}

function howLost(error: Error, found: string): string {
  if (found === 'EFBIG') return error.message;
  if (isDropped(error)) return 'the connection was closed without an answer';
  return `no answer (${found})`;
}

function proxyRefusal(error: Error, words: string, place: Place): UserError {
  const what = `The proxy ${code(place.proxy ?? '')} refuses a connection to ${code(place.server)}.`;
  const hint = `Check the proxy and what it allows; it is named in ${place.source}.`;
  const cause = new Error(`${words}: proxy`, { cause: error });
  return new UserError('unreadable', { what, hint }, { cause });
}
