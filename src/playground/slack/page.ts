import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Actions } from './act.ts';
import type { NumberedChange } from './changes.ts';
import type { Emulation } from './emulation.ts';
import { readBody, sendJson } from './http.ts';

/** The way in for the web page: what it shows, what it follows, what a person does there. */
export type Hints = (text: string) => string[] | Promise<string[]>;

const sendSchema = z.object({
  user: z.string(),
  channel: z.string(),
  text: z.string(),
  threadTs: z.string().optional(),
});
const clickSchema = z.object({
  user: z.string(),
  channel: z.string(),
  ts: z.string(),
  actionId: z.string(),
  blockId: z.string(),
  value: z.string().optional(),
  selected: z.union([z.string(), z.array(z.string())]).optional(),
});
const viewSchema = z.object({
  user: z.string(),
  viewId: z.string(),
  values: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

type PageAnswer = { ok: boolean; error?: string; errors?: Record<string, string> };
type Post = (body: unknown, actions: Actions) => Promise<PageAnswer>;

const posts: Record<string, Post> = {
  '/page/send': async (body, actions) => {
    const { text, ...from } = withoutUndefined(sendSchema.parse(body));
    const [, command, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    if (!command) {
      await actions.say({ ...from, text });
      return { ok: true };
    }
    const { outcome, answer } = await actions.slash({ ...from, command, text: rest });
    return outcome === 'not_sent' && from.threadTs ? { ok: false, error: answer } : { ok: true };
  },
  '/page/click': async (body, actions) => {
    const { ts, ...click } = withoutUndefined(clickSchema.parse(body));
    const { outcome } = await actions.click({ ...click, messageTs: ts });
    return outcome === 'ok' ? { ok: true } : { ok: false, error: outcome };
  },
  '/page/view/submit': async (body, actions) => {
    const { delivery, errors } = await actions.submitView(viewSchema.parse(body));
    if (errors) return { ok: false, error: 'The app asks for corrections.', errors };
    return delivery.outcome === 'ok' ? { ok: true } : { ok: false, error: delivery.outcome };
  },
  '/page/view/close': async (body, actions) => {
    await actions.closeView(viewSchema.parse(body));
    return { ok: true };
  },
};

/** Answers a request below /page/. */
export async function servePage(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  parts: { emulation: Emulation; actions: Actions; hints: Hints },
): Promise<void> {
  const post = request.method === 'POST' ? posts[url.pathname] : undefined;
  if (post) return sendJson(response, 200, await attempt(post, request, parts.actions));
  switch (request.method === 'GET' && url.pathname) {
    case '/page/state':
      return sendJson(response, 200, stateOf(parts.emulation));
    case '/page/hints':
      return sendJson(response, 200, {
        hints: await parts.hints(url.searchParams.get('text') ?? ''),
      });
    case '/page/events':
      return stream(request, response, parts.emulation);
    default:
      return sendJson(response, 404, { ok: false, error: 'not found' });
  }
}

/** A person who tries what cannot be done is told so; it is no fault of the server. */
async function attempt(
  post: Post,
  request: IncomingMessage,
  actions: Actions,
): Promise<PageAnswer> {
  try {
    return await post(JSON.parse(await readBody(request)), actions);
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

function stateOf({ workspace, commands }: Emulation) {
  const { team, bot, people, channels, messages } = workspace;
  return {
    team: { id: team.id, name: team.name },
    bot: { userId: bot.userId, botId: bot.botId, name: bot.name },
    users: [...people.values()],
    channels: [...channels.values()],
    commands,
    messages,
  };
}

function stream(request: IncomingMessage, response: ServerResponse, { changes }: Emulation): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': connected\n\n');
  const write = ({ id, change }: NumberedChange) =>
    response.write(`id: ${id}\ndata: ${JSON.stringify(change)}\n\n`);
  const last = Number(request.headers['last-event-id']);
  if (last > 0) for (const change of changes.since(last)) write(change);
  const unsubscribe = changes.subscribe((change) => change && write(change));
  response.on('close', unsubscribe);
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** What zod calls optional may be present and undefined; our own types do not allow that. */
function withoutUndefined<T extends object>(value: T): Defined<T> {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries) as Defined<T>;
}
