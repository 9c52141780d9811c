/**
 * The one error a person may read. Everything else that is thrown is a bug: the person gets a
 * reference id, the log gets the stack.
 */

/**
 * usage: the question was malformed · not-found: the thing asked about does not exist ·
 * unreadable: could not find out · refused: the configuration does not allow it
 */
export type UserErrorKind = 'usage' | 'not-found' | 'unreadable' | 'refused';

export interface UserErrorWords {
  /** What was wrong, one sentence; names from outside stand in `code()`. */
  what: string;
  /** How to go on, one or two sentences. */
  hint: string;
  /** Commands worth a button, as they would be typed. */
  suggestions?: readonly string[];
  /** Ids of the people it speaks of. */
  people?: readonly string[];
}

export class UserError extends Error {
  override readonly name = 'UserError';
  readonly kind: UserErrorKind;
  readonly hint: string;
  readonly suggestions: readonly string[];
  readonly people: readonly string[];

  constructor(kind: UserErrorKind, words: UserErrorWords, options?: ErrorOptions) {
    super(words.what, options);
    this.kind = kind;
    this.hint = words.hint;
    this.suggestions = words.suggestions ?? [];
    this.people = words.people ?? [];
  }
}
