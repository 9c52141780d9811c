/** The causes of a 422, in the words of a real server. */
import type { StatusCause } from '../status.ts';

export type Problem = StatusCause;

const shown = (value: unknown) => JSON.stringify(value ?? null);

const problem = (field: string, reason: string, kind: string, detail: string): Problem => ({
  reason,
  message: detail === '' ? kind : `${kind}: ${detail}`,
  field,
});

export const invalidValue = (field: string, value: unknown, detail: string) =>
  problem(field, 'FieldValueInvalid', `Invalid value: ${shown(value)}`, detail);

export const required = (field: string, detail = '') =>
  problem(field, 'FieldValueRequired', 'Required value', detail);

export const notAllowed = (field: string, detail: string) =>
  problem(field, 'FieldValueForbidden', 'Forbidden', detail);

export const duplicate = (field: string, value: unknown) =>
  problem(field, 'FieldValueDuplicate', `Duplicate value: ${shown(value)}`, '');

export const tooLong = (field: string, bytes: number) =>
  problem(field, 'FieldValueTooLong', 'Too long', `may not be more than ${bytes} bytes`);

export const unsupported = (field: string, value: unknown, supported: readonly unknown[]) =>
  problem(
    field,
    'FieldValueNotSupported',
    `Unsupported value: ${shown(value)}`,
    `supported values: ${supported.map((one) => shown(typeof one === 'string' ? one : shown(one))).join(', ')}`,
  );

/** One problem for each thing that is wrong with the value. */
export const eachInvalid = (field: string, value: unknown, details: readonly string[]) =>
  details.map((detail) => invalidValue(field, value, detail));

/** A choice among few; absent is somebody else's problem. */
export const oneOf = (field: string, value: unknown, supported: readonly string[]): Problem[] =>
  value === undefined || supported.includes(String(value))
    ? []
    : [unsupported(field, value, supported)];
