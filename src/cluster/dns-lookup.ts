/**
 * A question to the cluster's DNS servers themselves, through the API server's port-forward into each
 * pod. It shows what the server inside the pod answers, not what a client would get on its own way.
 */
import { UserError } from '../errors.ts';
import { visible } from '../report.ts';
import type { DnsPod, DnsQuestion, Lookup, LookupFailure } from '../snapshot.ts';
import { answerTo, type Line, type Trip } from './call.ts';
import { exchange } from './dns-exchange.ts';
import { Unanswered } from './failures.ts';
import { forwardFailure, isReadyToForward, refusal } from './forward-failures.ts';
import { networkFailureOf } from './network-failures.ts';
import { pathOf, type Tunnel, Turned } from './tunnel.ts';

const MOST_PODS = 5;
/** For one pod, from the first byte to the last, in milliseconds. */
const LIMIT = 2_000;

/** In the order of the pods. */
export function lookUp(
  question: DnsQuestion,
  pods: readonly DnsPod[],
  { connection, deadline, wave }: Trip,
): Promise<Lookup[]> {
  return Promise.all(
    pods.slice(0, MOST_PODS).map((pod) => {
      const stop = AbortSignal.any([deadline.signal, AbortSignal.timeout(LIMIT)]);
      return ask(question, pod, { connection, deadline, stop, chain: wave.chain() });
    }),
  );
}

async function ask(question: DnsQuestion, pod: DnsPod, line: Line): Promise<Lookup> {
  const failed = (failure: LookupFailure): Lookup => ({ pod, kind: 'not-observed', failure });
  let tunnel: Tunnel | undefined;
  try {
    const opened = await open(pod, line);
    if ('failure' in opened) return failed(opened.failure);
    tunnel = opened.tunnel;
    const reply = await exchange(tunnel, question);
    if (!reply) return failed(line.stop.aborted ? silence(true) : closed(tunnel));
    const { bytes, ...answer } = reply;
    line.chain.received(bytes);
    return { pod, kind: 'answer', ...answer };
  } catch (error) {
    return failed(line.stop.aborted ? silence(tunnel !== undefined) : failureIn(error));
  } finally {
    tunnel?.close();
  }
}

type Opened = { tunnel: Tunnel } | { failure: LookupFailure };

/** @throws Unanswered | UserError */
async function open(pod: DnsPod, line: Line, isSecond = false): Promise<Opened> {
  const { connection, chain, stop } = line;
  const words = { words: `port-forward to ${pod.namespace}/${pod.name}` };
  try {
    chain.sent();
    return { tunnel: await connection.forward(pod, stop) };
  } catch (error) {
    if (!(error instanceof Turned)) throw networkFailureOf(error, words, connection.place);
    return openAgain(error, pod, line, isSecond);
  }
}

/**
 * A WebSocket is turned away with a status and no words. The same request without an upgrade gets the
 * words, and a new token where the old one had come to its end.
 */
async function openAgain(
  { status }: Turned,
  pod: DnsPod,
  line: Line,
  isSecond: boolean,
): Promise<Opened> {
  const words = { words: `port-forward to ${pod.namespace}/${pod.name}` };
  const answer = await answerTo(words, { method: 'GET', path: pathOf(pod) }, line);
  if (!isReadyToForward(answer)) return { failure: forwardFailure(answer, pod) };
  if (status === 401 && !isSecond) return open(pod, line, true);
  if (status === 403) return { failure: refusal(pod, 'create', 'it may get, but not create') };
  const message = `the API server answered ${status} to the upgrade`;
  return { failure: { reason: 'unreachable', message } };
}

function silence(isOpen: boolean): LookupFailure {
  const stage = isOpen ? 'the question was sent, no answer came' : 'the forward did not open';
  return { reason: 'silent', message: `${stage} in time` };
}

/** The kubelet names the sandbox twice and at length before it comes to the point. */
function closed(tunnel: Tunnel): LookupFailure {
  const said = tunnel.complaint();
  const refused = /dial tcp[46]? (\S+): connect: connection refused/.exec(said)?.[1];
  const message = refused
    ? `${visible(refused)} inside the pod refuses connections`
    : visible(said) || 'the connection into the pod was closed';
  return { reason: 'closed', message };
}

/** Whatever it is, it is no finding about the pod. */
function failureIn(error: unknown): LookupFailure {
  if (error instanceof Unanswered) return { reason: 'unreachable', message: error.words.message };
  if (error instanceof UserError) return { reason: 'unreachable', message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { reason: 'closed', message: `no DNS answer came: ${visible(message)}` };
}
