/**
 * What is a secret: by the name of its field and, since secrets also travel in texts under harmless
 * names, by its look. Cutting too much costs a line of a log; cutting too little costs a token.
 */
export const CUT = '[redacted]';

/** Compared with the name in lower case without punctuation. */
const SECRET_NAME =
  /token|secret|authorization|cookie|passw|passphrase|credential|responseurl|signature|privatekey|accesskey|apikey|keydata/;
/** Where a secret is kept or how long it lasts is no secret, and is what one looks for in a log. */
const HARMLESS_NAME = /(name|file|path|ref|type|seconds|expires|expiresat|expiresin|timestamp)$/;

const SECRET_TEXT = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /hooks\.slack(?:-gov)?\.com(?:\/|%2F)[^\s"'<>\\]*/gi,
  /\bxox[a-z](?:[.-][\w-]+)+/gi,
  /\bxapp-[\w-]+/gi,
  /\bBearer\s+[\w.~+/=-]{8,}/gi,
  /\bBasic\s+[\w+/]{16,}={0,2}/g,
  /(?<![\w-])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /\bk8s-aws-v1\.[\w-]+/g,
  /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/g,
  /\b(?:gh[opsur]_|github_pat_|glpat-|npm_|[rs]k_live_|AIza|dckr_pat_)[\w-]{16,}/g,
  /\bX-Amz-(?:Security-Token|Signature|Credential)=[^\s&"']+/gi,
  /(?<=\b(?:authorization|(?:set-)?cookie|x-slack-signature):\s)[^\r\n]+/gi,
  /\bv0=[0-9a-f]{40,}/g,
  /(?<=:\/\/)(?:[^\s/:@]*:[^\s/]+|[^\s/:@]{16,})(?=@)/g,
];
/** `token=…` of a form or a query. */
const FORM_PAIR =
  /(?<![\w-])([\w-]*(?:token|secret|passw|signature|response_?url)[\w-]*=)[^\s"'&]+/gi;
/** `"token": "…"` of JSON that is kept as a text, its quotes escaped once or not at all. */
const JSON_PAIR =
  /(?<![\w-])([\w-]*(?:token|secret|passw|signature|response_?url|authorization|cookie)[\w-]*(\\?["'])\s*:\s*\2)(?:(?!\2)(?:\\.|[^\\]))+/gi;

/** Time grows with the square of some texts, so a text above this many characters is cut before. */
const TEXT_LIMIT = 8_000;

/** The text without what looks like a secret. */
export function redact(text: string): string {
  const whole = SECRET_TEXT.reduce(
    (rest, secret) => rest.replace(secret, CUT),
    cut(text, TEXT_LIMIT),
  );
  return whole.replace(FORM_PAIR, `$1${CUT}`).replace(JSON_PAIR, `$1${CUT}`);
}

export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit)}… (${text.length - limit} more characters)`;
}

/** Whether a field of this name must not be shown; that there is none, or a yes or no, may be. */
export function isSecret(name: string, value: unknown): boolean {
  const bare = name.toLowerCase().replace(/[^a-z]/g, '');
  if (value === undefined || value === null || typeof value === 'boolean') return false;
  return SECRET_NAME.test(bare) && !HARMLESS_NAME.test(bare);
}
