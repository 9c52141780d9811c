import { SlackError } from './api/method.ts';
import { type Emulation, keep } from './emulation.ts';
import type { Fault } from './faults.ts';
import { showResponse } from './responses.ts';

export interface HookResponse {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/** One POST to a `response_url`. It bears no token: its address is the secret. */
export function respond(emulation: Emulation, path: string, body: string): HookResponse {
  const fault = emulation.faults.take('response_url');
  const attempted = () => attempt(emulation, path, body);
  if (fault?.afterwards) attempted();
  const response = fault ? faultyResponse(fault) : { ...attempted(), headers: {} };
  keep(emulation.calls, {
    at: emulation.workspace.now(),
    method: 'response_url',
    args: { path, ...parsedOrText(body) },
    status: response.status,
    response: response.body,
  });
  emulation.changes.touch();
  return response;
}

function faultyResponse({ status = 404, error, retryAfter }: Fault): HookResponse {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { status, headers, body: { ok: false, ...(error && { error }) } };
}

function attempt(emulation: Emulation, path: string, body: string): Omit<HookResponse, 'headers'> {
  const target = emulation.responseUrls.use(path);
  if ('error' in target) return { status: 404, body: { ok: false, error: target.error } };
  try {
    showResponse(emulation, target, parsedOrText(body));
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: 400, body: { ok: false, error: error.code, ...error.rest } };
  }
}

function parsedOrText(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    return { payload: body };
  }
}
