import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actions } from './act.ts';
import { answer } from './api/answer.ts';
import type { Emulation } from './emulation.ts';
import { respond } from './hooks.ts';
import { readBody, sendJson } from './http.ts';
import type { SlackOptions } from './options.ts';
import { type Hints, servePage } from './page.ts';

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface RouteParts {
  emulation: Emulation;
  actions: Actions;
  hints: Hints;
  page: SlackOptions['page'];
}

/** The four ways in: the Web API, response URLs, the page's data, the page's files. */
export function createRoute(parts: RouteParts): Route {
  const { emulation, page } = parts;
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://emulated');
    if (url.pathname.startsWith('/api/')) return serveApi(request, response, url, emulation);
    if (emulation.responseUrls.isHook(url.pathname)) {
      const answered = respond(emulation, url.pathname, await readBody(request));
      return sendJson(response, answered.status, answered.body, answered.headers);
    }
    if (url.pathname.startsWith('/page/')) return servePage(request, response, url, parts);
    if (page?.(request, response)) return;
    sendJson(response, 404, { ok: false, error: 'not found' });
  };
}

async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  emulation: Emulation,
): Promise<void> {
  const called = answer(
    {
      method: url.pathname.slice('/api/'.length),
      query: url.searchParams,
      contentType: request.headers['content-type'] ?? '',
      authorization: request.headers.authorization,
      body: await readBody(request),
    },
    emulation,
  );
  sendJson(response, called.status, called.body, called.headers);
}
