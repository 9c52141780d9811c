/** One question and its answer in DNS over TCP: two bytes of length, then the message (RFC 1035, 4.2.2). */
import { randomInt } from 'node:crypto';
import { type Answer, decode, encode, RECURSION_DESIRED } from 'dns-packet';
import type { DnsQuestion, LookupRecord } from '../snapshot.ts';
import type { Tunnel } from './tunnel.ts';

export interface DnsReply {
  rcode: string;
  authoritative: boolean;
  answers: LookupRecord[];
  additionals: LookupRecord[];
  bytes: number;
  ms: number;
}

/**
 * Undefined if the connection ended before a whole answer had come.
 * @throws Error for bytes that are no answer to this question
 */
export async function exchange(
  tunnel: Tunnel,
  question: DnsQuestion,
): Promise<DnsReply | undefined> {
  const id = randomInt(2 ** 16);
  const start = performance.now();
  const questions = [{ name: question.name, type: question.type }];
  tunnel.write(framed(encode({ type: 'query', id, flags: RECURSION_DESIRED, questions })));
  const message = await firstMessage(tunnel.output);
  return message && { ...read(message, id), ms: Math.round(performance.now() - start) };
}

function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

async function firstMessage(output: AsyncIterable<Buffer>): Promise<Buffer | undefined> {
  let all = Buffer.alloc(0);
  for await (const chunk of output) {
    all = Buffer.concat([all, chunk]);
    if (all.length >= 2 && all.length >= 2 + all.readUInt16BE()) {
      return all.subarray(2, 2 + all.readUInt16BE());
    }
  }
  return undefined;
}

function read(message: Buffer, id: number): Omit<DnsReply, 'ms'> {
  const packet = decode(message);
  if (packet.id !== id || !packet.flag_qr) throw new Error('an answer to another question');
  return {
    // The package's types leave it out.
    rcode: 'rcode' in packet ? String(packet.rcode) : '',
    authoritative: packet.flag_aa,
    answers: recordsIn(packet.answers),
    additionals: recordsIn(packet.additionals),
    bytes: message.length + 2,
  };
}

function recordsIn(records: readonly Answer[] = []): LookupRecord[] {
  return records.flatMap((record): LookupRecord[] => {
    const { name } = record;
    switch (record.type) {
      case 'A':
      case 'AAAA':
      case 'PTR':
      case 'CNAME':
        return [{ name, type: record.type, ttl: record.ttl ?? 0, data: record.data }];
      case 'SRV': {
        const { priority = 0, weight = 0, port, target } = record.data;
        return [
          { name, type: 'SRV', ttl: record.ttl ?? 0, data: { priority, weight, port, target } },
        ];
      }
      default:
        return [];
    }
  });
}
