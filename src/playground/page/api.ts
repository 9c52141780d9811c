import {
  type Answer,
  answerSchema,
  eventSchema,
  type PageEvent,
  type Snapshot,
  snapshotSchema,
} from './wire.ts';

export interface Sent {
  user: string;
  channel: string;
  threadTs?: string;
  text: string;
}

export interface Click {
  user: string;
  channel: string;
  ts: string;
  actionId: string;
  blockId: string;
  value?: string;
  selected?: string | string[];
}

/** What the page asks of the server; a value, so that components can be handed another one. */
export const api = {
  send: (body: Sent) => post('/page/send', body),
  click: (body: Click) => post('/page/click', body),
  submitView: (body: { user: string; viewId: string; values: unknown }) =>
    post('/page/view/submit', body),
  closeView: (body: { user: string; viewId: string }) => post('/page/view/close', body),
  hints: async (text: string, signal: AbortSignal): Promise<string[]> => {
    const response = await fetch(`/page/hints?text=${encodeURIComponent(text)}`, { signal });
    const body: { hints: string[] } = await response.json();
    return body.hints;
  },
};
export type Api = typeof api;

/** Never throws: a dead server is an answer too, and the composer shows it. */
async function post(path: string, body: unknown): Promise<Answer> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answerSchema.parse(await response.json());
  } catch {
    return { ok: false, error: 'The playground server did not answer. Is it still running?' };
  }
}

export interface Listener {
  onSnapshot(snapshot: Snapshot): void;
  onEvent(event: PageEvent): void;
  onBroken(): void;
}

/**
 * Follows the event stream. Each time the stream opens, the whole state is read again, because
 * nothing says what was missed; events that arrive during that read wait, as they are newer.
 */
export function connect(listener: Listener): () => void {
  const stream = new EventSource('/page/events');
  let waiting: PageEvent[] | undefined = [];
  stream.onopen = async () => {
    waiting = [];
    try {
      const response = await fetch('/page/state');
      listener.onSnapshot(snapshotSchema.parse(await response.json()));
    } catch (cause) {
      console.error('The state of the playground could not be read.', cause);
      listener.onBroken();
    }
    for (const event of waiting ?? []) listener.onEvent(event);
    waiting = undefined;
  };
  stream.onmessage = ({ data }) => {
    const event = eventSchema.parse(JSON.parse(data));
    if (waiting) waiting.push(event);
    else listener.onEvent(event);
  };
  stream.onerror = () => listener.onBroken();
  return () => stream.close();
}
