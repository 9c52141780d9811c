import * as z from 'zod';
import { problemsOf, sayProblem } from '../blocks/problems.ts';
import { SlackError } from './method.ts';

const form = 'application/x-www-form-urlencoded';

/** The arguments of a call from its query and body, all optional and of any type so far. */
export function readArguments(request: {
  query: URLSearchParams;
  contentType: string;
  body: string;
}): Record<string, unknown> {
  const [type = ''] = request.contentType.split(';');
  const query = Object.fromEntries(request.query);
  if (request.body === '') return query;
  if (type === form) return { ...query, ...Object.fromEntries(new URLSearchParams(request.body)) };
  if (type === 'application/json') return { ...query, ...parseObject(request.body) };
  throw new SlackError('invalid_post_type');
}

function parseObject(body: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  } catch {
    throw new SlackError('invalid_json');
  }
}

/** Throws as Slack does on arguments it cannot use. */
export function checkArguments(schema: z.ZodObject, args: Record<string, unknown>): void {
  const { error } = schema.safeParse(args);
  if (!error) return;
  const messages = problemsOf(error, args, '').map((problem) => `[ERROR] ${sayProblem(problem)}`);
  throw new SlackError('invalid_arguments', { response_metadata: { messages } });
}
