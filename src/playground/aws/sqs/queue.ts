/** One standard queue in memory: delays, visibility, receipts, the way to the dead letters. */
import { randomUUID } from 'node:crypto';
import { AwsError } from './aws-error.ts';
import type { MessageAttributes } from './digest.ts';

export interface Message {
  id: string;
  body: string;
  attributes: MessageAttributes;
  /** Milliseconds since 1970, as all times here. */
  sentAt: number;
  firstReceivedAt?: number;
  visibleAt: number;
  receives: number;
  /** Of the newest delivery; empty before the first. */
  receipt: string;
}

export interface Settings {
  visibilitySeconds: number;
  delaySeconds: number;
  waitSeconds: number;
  redrive?: { deadLetters: MessageQueue; maxReceives: number };
}

export interface MessageQueue {
  name: string;
  settings: Settings;
  send(body: string, attributes: MessageAttributes, delaySeconds?: number): Message;
  /** Copies: what was received may be received again meanwhile. */
  receive(most: number, visibilitySeconds?: number): Message[];
  /** Waits until there is something to receive, at most so long. */
  arrival(seconds: number): Promise<void>;
  remove(receipt: string): void;
  setVisibility(receipt: string, seconds: number): void;
  /** The next so many messages are delivered twice at once, as SQS does now and then. */
  duplicate(times: number): void;
  put(message: Message): void;
  /** When something waiting becomes visible next; undefined if nothing waits. */
  nextAt(): number | undefined;
  messages(): readonly Message[];
  purge(): void;
}

export function createMessageQueue(
  name: string,
  settings: Settings,
  now: () => number,
): MessageQueue {
  const held = new Map<string, Message>();
  const wakers = new Set<() => void>();
  let duplicates = 0;
  const byTime = () => [...held.values()].sort((a, b) => a.visibleAt - b.visibleAt);
  const visible = () => byTime().filter(({ visibleAt }) => visibleAt <= now());
  const put = (message: Message) => {
    held.set(message.id, message);
    for (const wake of [...wakers]) wake();
  };
  return {
    name,
    settings,
    put,
    send(body, attributes, delaySeconds = settings.delaySeconds) {
      const message = newMessage(body, attributes, now(), delaySeconds);
      put(message);
      return message;
    },
    receive(most, visibilitySeconds = settings.visibilitySeconds) {
      const due = visible().filter((message) => !bury(message, settings, held, now()));
      return due.slice(0, most).map((message) => {
        const isCopy = duplicates > 0 && duplicates-- > 0;
        return deliver(message, now(), isCopy ? 0 : visibilitySeconds);
      });
    },
    arrival: (seconds) => waitFor(wakers, seconds * 1000, () => visible().length > 0),
    remove(receipt) {
      // An older receipt is taken without a word, and the message stays: so does SQS, at times.
      const message = find(held, receipt);
      if (message?.receipt === receipt) held.delete(message.id);
    },
    setVisibility: (receipt, seconds) =>
      setVisibility(find(held, receipt), receipt, seconds, now()),
    duplicate(times) {
      duplicates += times;
    },
    nextAt: () => byTime()[0]?.visibleAt,
    messages: () => [...held.values()],
    purge: () => held.clear(),
  };
}

function newMessage(body: string, attributes: MessageAttributes, now: number, delay: number) {
  const visibleAt = now + delay * 1000;
  return { id: randomUUID(), body, attributes, sentAt: now, visibleAt, receives: 0, receipt: '' };
}

function deliver(message: Message, now: number, hiddenSeconds: number): Message {
  message.receives += 1;
  message.receipt = Buffer.from(`${message.id} ${message.receives}`).toString('base64');
  message.firstReceivedAt ??= now;
  message.visibleAt = now + hiddenSeconds * 1000;
  return { ...message };
}

/** Over to the dead letters, once it was delivered as often as it may be. @returns whether */
function bury(
  message: Message,
  { redrive }: Settings,
  held: Map<string, Message>,
  now: number,
): boolean {
  if (!redrive || message.receives < redrive.maxReceives) return false;
  held.delete(message.id);
  redrive.deadLetters.put({ ...message, receives: 0, receipt: '', visibleAt: now });
  return true;
}

function setVisibility(
  message: Message | undefined,
  receipt: string,
  seconds: number,
  now: number,
): void {
  if (!message || message.receipt !== receipt || message.visibleAt <= now) {
    throw new AwsError('MessageNotInflight', 'The message referred to is not in flight.');
  }
  message.visibleAt = now + seconds * 1000;
}

function find(held: ReadonlyMap<string, Message>, receipt: string): Message | undefined {
  const [id = '', receives] = Buffer.from(receipt, 'base64').toString().split(' ');
  if (receives) return held.get(id);
  throw new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
}

/** Looks again at every arrival and every now and then, as delays and visibility end silently. */
async function waitFor(wakers: Set<() => void>, ms: number, isReady: () => boolean): Promise<void> {
  const end = Date.now() + ms;
  while (!isReady() && Date.now() < end) {
    const { promise, resolve } = Promise.withResolvers<void>();
    wakers.add(resolve);
    const timer = setTimeout(resolve, Math.min(100, end - Date.now())).unref();
    await promise;
    clearTimeout(timer);
    wakers.delete(resolve);
  }
}
