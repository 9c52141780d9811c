/** What keeps us from saying who we are, before anything is sent. */
import { UserError } from '../errors.ts';
import { code } from '../report.ts';
import type { Login } from './kubeconfig.ts';
import { type Place, serverOf } from './place.ts';

/** A program's own words stay in `cause`, for the log; its output may be a credential: it does not. */
export function credentialFailure(error: unknown, { user }: Login, place: Place): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const cause = error instanceof SyntaxError ? new Error('its output is not JSON') : error;
  const hint = `It is named in ${place.source}.`;
  const say = (what: string) => new UserError('unreadable', { what, hint }, { cause });
  const { code: errno, path, syscall } = error as NodeJS.ErrnoException;
  if (syscall?.startsWith('spawn')) {
    return say(
      `The credential program ${code(user.exec?.command ?? path ?? '')} cannot be started.`,
    );
  }
  if (errno && path) return say(`The file ${code(path)} cannot be read.`);
  if (user.exec) {
    return say(`The credential program ${code(user.exec.command)} gave no credentials.`);
  }
  return say(`There are no usable credentials for ${serverOf(place)}.`);
}

export function plainHttp(place: Place): UserError {
  const what = `Credentials are not sent to ${serverOf(place)}: ${code('http://')} is not encrypted.`;
  const hint = `Use ${code('https://')} in ${place.source}.`;
  return new UserError('unreadable', { what, hint });
}

export function unfitHeader(place: Place): UserError {
  const what = `The credentials for ${serverOf(place)} contain characters that cannot be sent.`;
  const hint = `Check for line breaks in ${place.credentials ?? place.source}.`;
  return new UserError('unreadable', { what, hint });
}
