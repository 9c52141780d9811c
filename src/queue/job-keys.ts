/** The keys that seal Jobs, from the environment; see `seal.ts`. */
import * as z from 'zod';
import { UserError } from '../errors.ts';

/**
 * One key, or two while they are rotated, separated by a comma: the first seals, both open. So the
 * worker learns a key before the front uses it (`old,new`), then they change places, then the old one
 * goes.
 */
const Keys = z
  .string()
  .transform((text) => text.split(',').map((key) => key.trim()))
  .pipe(
    z
      .array(z.string().regex(/^\S{32,256}$/))
      .min(1)
      .max(2),
  );

export interface JobKeys {
  sealing: string;
  opening: readonly string[];
}

/**
 * undefined if there is none: then Jobs are not sealed, and none that changes anything is accepted.
 *
 * @throws UserError usage, which never holds a value
 */
export function parseJobKeys(
  env: Readonly<Record<string, string | undefined>>,
): JobKeys | undefined {
  const text = env.PORTOLAN_JOB_KEY?.trim();
  if (!text) return undefined;
  const { data } = Keys.safeParse(text);
  const [sealing] = data ?? [];
  if (data && sealing !== undefined) return { sealing, opening: data };
  throw new UserError('usage', {
    what: 'PORTOLAN_JOB_KEY has to be a key of 32 to 256 characters, or two separated by a comma.',
    hint: 'One can be made with: openssl rand -base64 32',
  });
}
