import type * as z from 'zod';

/** One thing wrong, told as Slack tells it in `response_metadata.messages`. */
export interface Problem {
  text: string;
  /** JSON pointer into the arguments of the call, such as `/blocks/0/text`. */
  pointer: string;
}

export function sayProblem({ text, pointer }: Problem): string {
  return `${text} [json-pointer:${pointer}]`;
}

export function problemsOf(error: z.ZodError, value: unknown, pointer: string): Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, value, pointer));
}

type Issue = z.core.$ZodIssue;

function problemsOfIssue(issue: Issue, value: unknown, base: string): Problem[] {
  const pointer = [base, ...issue.path.map(String)].join('/');
  const found = valueAt(value, issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ text: `invalid additional property: ${key}`, pointer }));
  }
  if (found === undefined && issue.path.length > 0 && issue.code !== 'custom') {
    const parent = pointer.slice(0, pointer.lastIndexOf('/'));
    return [{ text: `missing required field: ${String(issue.path.at(-1))}`, pointer: parent }];
  }
  return [{ text: wordsFor(issue, found), pointer }];
}

function wordsFor(issue: Issue, found: unknown): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? `must be less than ${Number(issue.maximum) + 1} characters`
        : `no more than ${issue.maximum} ${issue.origin === 'array' ? 'items ' : ''}allowed`;
    case 'too_small':
      return issue.origin === 'string'
        ? `must be more than ${Number(issue.minimum) - 1} characters`
        : `no fewer than ${issue.minimum} ${issue.origin === 'array' ? 'items ' : ''}allowed`;
    case 'invalid_union':
      return issue.discriminator
        ? `unsupported type: ${String(found)}`
        : 'failed to match all allowed schemas';
    case 'invalid_type':
      return `must be a valid ${issue.expected}`;
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    default:
      return issue.message;
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
}
