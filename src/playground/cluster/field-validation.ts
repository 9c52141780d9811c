/** `fieldValidation`: what happens to fields a kind does not have, or that come twice. */
import type { Call } from './cluster.ts';
import type { ApiError } from './status.ts';

export interface FieldProblems {
  unknown: readonly string[];
  duplicate: readonly string[];
}

/**
 * Warns unless asked to ignore them; `Strict` throws what `refuse` makes of the decoder's words.
 */
export function tellFields(
  call: Call,
  { unknown, duplicate }: FieldProblems,
  refuse: (why: string) => ApiError,
): void {
  const directive = call.info.query.get('fieldValidation') || 'Warn';
  const problems = [
    ...duplicate.map((path) => `duplicate field "${path}"`),
    ...unknown.map((path) => `unknown field "${path}"`),
  ];
  if (directive === 'Ignore' || problems.length === 0) return;
  if (directive === 'Strict') throw refuse(`strict decoding error: ${problems.join(', ')}`);
  call.warnings.push(...problems);
}
