import { type Emulation, keep } from '../emulation.ts';
import type { Fault } from '../faults.ts';
import { checkArguments, readArguments } from './arguments.ts';
import { type Answer, type Method, SlackError } from './method.ts';
import { methods } from './registry.ts';

export interface ApiRequest {
  method: string;
  query: URLSearchParams;
  contentType: string;
  authorization: string | undefined;
  body: string;
}

export interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  body: Answer;
}

/** One call of the Web API: faults first, then token, scopes and arguments, in Slack's order. */
export function answer(request: ApiRequest, emulation: Emulation): ApiResponse {
  const fault = emulation.faults.take(request.method);
  const args = argumentsOrError(request);
  const attempted = () => attempt(request, args, emulation);
  if (fault?.afterwards) attempted();
  const response = responseTo(fault ? faultyBody(fault) : attempted(), fault, emulation);
  const { token: _secret, ...shown } = args instanceof SlackError ? {} : args;
  const { status, body } = response;
  const at = emulation.workspace.now();
  keep(emulation.calls, { at, method: request.method, args: shown, status, response: body });
  emulation.changes.touch();
  return response;
}

function argumentsOrError(request: ApiRequest): Answer | SlackError {
  try {
    return readArguments(request);
  } catch (error) {
    if (error instanceof SlackError) return error;
    throw error;
  }
}

function attempt(request: ApiRequest, args: Answer | SlackError, emulation: Emulation): Answer {
  try {
    if (args instanceof SlackError) throw args;
    const method = methods.find(({ name }) => name === request.method);
    if (!method) throw new SlackError('unknown_method', { req_method: request.method });
    checkToken(request.authorization, args, emulation.botToken);
    checkScopes(method, emulation.scopes);
    checkArguments(method.args, args);
    noteUnknown(method, args, emulation);
    return { ok: true, ...method.run(args, emulation) };
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.code, ...error.rest };
    throw error;
  }
}

function checkToken(authorization: string | undefined, args: Answer, token: string): void {
  const given = authorization?.replace(/^Bearer /i, '') ?? args.token;
  if (!given) throw new SlackError('not_authed');
  if (given !== token) throw new SlackError('invalid_auth');
}

function checkScopes({ scopes }: Method, granted: readonly string[] | undefined): void {
  if (!granted || scopes.length === 0 || scopes.some((scope) => granted.includes(scope))) return;
  throw new SlackError('missing_scope', { needed: scopes.join(','), provided: granted.join(',') });
}

/** Slack ignores arguments it does not know, which hides typing errors. */
function noteUnknown(method: Method, args: Answer, emulation: Emulation): void {
  for (const name of Object.keys(args)) {
    if (name === 'token' || name in method.args.shape) continue;
    keep(emulation.warnings, { kind: 'unknown-argument', where: method.name, detail: name });
  }
}

function responseTo(body: Answer, fault: Fault | undefined, emulation: Emulation): ApiResponse {
  const headers: Record<string, string> = {};
  if (emulation.scopes) headers['x-oauth-scopes'] = emulation.scopes.join(',');
  if (fault?.retryAfter !== undefined) headers['retry-after'] = String(fault.retryAfter);
  return { status: fault?.status ?? 200, headers, body };
}

function faultyBody({ error, status }: Fault): Answer {
  return { ok: false, error: error ?? (status === 429 ? 'ratelimited' : 'fatal_error') };
}
