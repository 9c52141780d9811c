/** DNS over TCP (RFC 1035, 4.2.2; RFC 7766): every message has its length before it, in two bytes. */
import type { Duplex } from 'node:stream';
import { AUTHORITATIVE_ANSWER, decode, encode, type Packet } from 'dns-packet';
import type { DnsAnswer, Rcode } from './answer.ts';
import { type DnsFault, distort, slowness } from './faults.ts';
import type { DnsQuestion } from './zone.ts';

export interface Responder {
  answer(question: DnsQuestion): DnsAnswer;
  fault(): DnsFault | undefined;
}

const codes: Record<Rcode | 'FORMERR', number> = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  REFUSED: 5,
};

/** Serves one connection for as long as the client keeps it. */
export function respondTo(connection: Duplex, responder: Responder): void {
  let rest = Buffer.alloc(0);
  const timers = new Set<NodeJS.Timeout>();
  connection.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE()) {
      const end = 2 + rest.readUInt16BE();
      const message = rest.subarray(2, end);
      rest = rest.subarray(end);
      const fault = responder.fault();
      if (fault === 'hangs') continue;
      const reply = () => connection.write(framed(replyTo(message, responder, fault)));
      if (fault === 'slow') timers.add(setTimeout(reply, slowness));
      else reply();
    }
  });
  connection.on('end', () => connection.end());
  connection.on('close', () => {
    for (const timer of timers) clearTimeout(timer);
  });
}

function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

function replyTo(message: Buffer, responder: Responder, fault: DnsFault | undefined): Buffer {
  const query = read(message);
  const [question] = query?.questions ?? [];
  const id = message.length >= 2 ? message.readUInt16BE() : 0;
  if (!query || !question) return encode({ type: 'response', id, flags: codes.FORMERR });
  const { rcode, authoritative, answers, additionals } = distort(responder.answer(question), fault);
  return encode({
    type: 'response',
    id,
    flags: codes[rcode] | (authoritative ? AUTHORITATIVE_ANSWER : 0),
    questions: [question],
    answers,
    additionals,
  });
}

function read(message: Buffer): Packet | undefined {
  try {
    return decode(message);
  } catch {
    return undefined;
  }
}
