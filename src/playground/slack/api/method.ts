import * as z from 'zod';
import type { Emulation } from '../emulation.ts';

export type Answer = Record<string, unknown>;

/** One method of the Web API. What it returns is sent with `ok: true`. */
export interface Method {
  name: string;
  /** Any one of these is enough; none means that a token is. */
  scopes: readonly string[];
  args: z.ZodObject;
  run(args: Record<string, unknown>, emulation: Emulation): Answer;
}

export function defineMethod<Args extends z.ZodObject>(method: {
  name: string;
  scopes: readonly string[];
  args: Args;
  run: (args: z.infer<Args>, emulation: Emulation) => Answer;
}): Method {
  const run = (args: Record<string, unknown>, emulation: Emulation) =>
    method.run(method.args.parse(args), emulation);
  return { ...method, run };
}

/** Answered as `{ ok: false, error: code, ...rest }`, with status 200 as Slack does. */
export class SlackError extends Error {
  readonly code: string;
  readonly rest: Answer;

  constructor(code: string, rest: Answer = {}) {
    super(code);
    this.code = code;
    this.rest = rest;
  }
}

/** Forms carry only text, so structured and typed arguments arrive as JSON or as words. */
export const json = z.preprocess((value) => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}, z.unknown());

const WORDS: Record<string, boolean> = { true: true, '1': true, false: false, '0': false };
export const flag = z.preprocess((value) => WORDS[String(value)] ?? value, z.boolean()).optional();
export const integer = z
  .preprocess((value) => (typeof value === 'string' ? Number(value) : value), z.int())
  .optional();
export const id = z.string().min(1);
