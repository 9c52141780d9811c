/** What a person is told about a configuration that cannot be used. */
import { expect } from 'vitest';
import { parseConfig } from '../../src/config-parse.ts';
import { UserError } from '../../src/errors.ts';

export async function refusal(act: () => unknown): Promise<UserError> {
  try {
    await act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError, got none');
}

/** The lines of the message, each with the place it speaks of. */
export async function wrong(text: string): Promise<string[]> {
  const error = await refusal(() => parseConfig(text, 'portolan.yaml'));
  expect(error.kind).toBe('usage');
  return error.message.split('\n');
}
