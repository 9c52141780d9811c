/**
 * A log that somebody else's program wrote: everything `redact` finds, and secrets in the notations
 * that such programs use. Nobody can list all of them, so in doubt a word too many is cut.
 */
import { stripVTControlCharacters } from 'node:util';
import { CUT, cut, isSecret, redact } from '../redact.ts';

/** Characters; what says something is in the first ones. */
const LONGEST_LINE = 2_000;

const PRIVATE_KEY =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
/** The tail of a log may begin in the middle of a key. */
const REST_OF_KEY = /^[\s\S]*-----END [A-Z ]*PRIVATE KEY-----/;

const NAME =
  /(?<![\w.-])(?:[\w.-]*(?:token|secret|authorization|cookie|passw|passphrase|credential|signature|private[_-]?key|access[_-]?key|api[_-]?key|session[_-]?id)[\w-]*|pwd)/;
/** In quotes, in brackets as Go prints a header, or bare; not what is cut already. */
const VALUE = /(?!\\?["'[]*\[redacted\])(?:\\?"(?:\\.|[^"\\])*"?|'[^']*'?|\[[^\]]*\]?|[^\s"'&]+)/;
/** `password=…`, `"token": …`, `Cookie:[…]`, `secret => …` */
const PAIR = new RegExp(`(${NAME.source})(\\\\?["']?\\s*(?:=>|[:=])\\s*)(${VALUE.source})`, 'gi');

/** Its lines, oldest first, without secrets and without colours, which could stand inside of one. */
export function redactLog(text: string): string[] {
  const plain = stripVTControlCharacters(text).replace(PRIVATE_KEY, CUT).replace(REST_OF_KEY, CUT);
  if (plain === '') return [];
  return plain
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => redactPairs(redact(cut(line, LONGEST_LINE))));
}

function redactPairs(line: string): string {
  return line.replace(PAIR, (pair: string, name: string, between: string, value: string) => {
    if (isAddress(name, between, value)) return pair;
    const bare = name.toLowerCase() === 'pwd' ? 'password' : name;
    return name + between + (isSecret(bare, value) ? CUT : redactPairs(value));
  });
}

/** A host such as `token-service` with its port, which is what one looks for in a log. */
function isAddress(name: string, between: string, value: string): boolean {
  return /^[a-z\d]+[.-][a-z\d.-]*$/.test(name) && between === ':' && /^\d{2,5}\b/.test(value);
}
