/** A URL or host as people paste it -> one request. */
import { UserError } from '../../errors.ts';
import { code } from '../../report.ts';
import type { Ask } from './route.ts';

export interface AskWords {
  url: string;
  method?: string | undefined;
  /** Each `name=value` or `name: value`. */
  headers?: readonly string[] | undefined;
}

/** What a WebSocket is to a router: the request that begins it. */
const schemes: ReadonlyMap<string, Ask['scheme']> = new Map([
  ['http', 'http'],
  ['https', 'https'],
  ['ws', 'http'],
  ['wss', 'https'],
]);

const longestLabel = 63;
const longestHost = 253;

/** @throws UserError usage */
export function parseAsk({ url: text, method = 'GET', headers = [] }: AskWords): Ask {
  const [, said, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text.trim()) ?? [];
  const scheme = schemes.get(said?.toLowerCase() ?? 'https');
  if (!scheme) {
    throw wrong(`${code(said ?? '')} is not spoken by HTTP routers.`, 'Use http or https.');
  }
  const [, authority = '', tail = ''] = /^([^/?#]*)(.*)$/s.exec(rest) ?? [];
  if (authority.includes('@')) {
    throw wrong(
      'The URL holds a user or password.',
      'Leave both out: they are no part of the route, and this question is stored.',
    );
  }
  const [, rawHost = '', port] = /^(\[.*\]|[^:]*)(?::(.*))?$/s.exec(authority) ?? [];
  const { pathname, searchParams } = new URL(tail, 'http://host.invalid/');
  return {
    scheme,
    isSchemeGiven: said !== undefined,
    host: toHost(rawHost, text),
    port: toPort(port, scheme),
    path: pathname,
    query: [...searchParams],
    method: toMethod(method),
    headers: new Map(headers.map(toHeader)),
  };
}

function toHost(raw: string, text: string): string {
  const bare = raw.replace(/\.$/, '');
  if (bare === '') {
    throw wrong(`${code(text)} names no host.`, `Such as ${code('https://shop.example.com/api')}.`);
  }
  const long = bare.split('.').find((label) => label.length > longestLabel);
  if (long !== undefined && isAscii(bare)) {
    throw wrong(
      `${code(long)} is ${long.length} characters long.`,
      `A part of a host name between two dots has at most ${longestLabel}.`,
    );
  }
  const host = hostOf(bare);
  if (host === undefined || !isHost(host)) {
    throw wrong(
      `${code(raw)} is not a host name.`,
      'Host names are letters, digits and `-`, in parts between dots; none of them is empty.',
    );
  }
  if (host.length <= longestHost) return host;
  throw wrong(
    `The host is ${host.length} characters long.`,
    `Host names have at most ${longestHost}.`,
  );
}

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);

/** As browsers write it: lower case, other scripts in punycode. */
function hostOf(bare: string): string | undefined {
  const url = URL.parse(`http://${bare}/`);
  return url?.hostname || undefined;
}

/** A `*` first asks for the wildcard rule itself. */
function isHost(host: string): boolean {
  if (/^\[[0-9a-f:.]+\]$/.test(host)) return true;
  const labels = host.split('.');
  return labels.every(
    (label, at) =>
      (at === 0 && label === '*') || /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label),
  );
}

function toPort(text: string | undefined, scheme: Ask['scheme']): number {
  if (text === undefined || text === '') return scheme === 'https' ? 443 : 80;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw wrong(`${code(text)} is not a port.`, 'Ports are 1 to 65535.');
}

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function toMethod(text: string): string {
  if (token.test(text)) return text.toUpperCase();
  throw wrong(`${code(text)} is not an HTTP method.`, `Such as ${code('--method POST')}.`);
}

function toHeader(text: string): [string, string] {
  const [, name = '', value = ''] = /^([^=:]*)[=:]\s*(.*)$/s.exec(text) ?? [];
  if (!token.test(name)) {
    throw wrong(`${code(text)} is not a header.`, `Such as ${code('--header x-canary=always')}.`);
  }
  if (name.toLowerCase() === 'host') {
    throw wrong('The host stands in the URL.', `Leave ${code('--header Host')} out.`);
  }
  return [name.toLowerCase(), value];
}

/** `https://shop.example.com/api`, with the port if it is not the scheme's own. */
export function askText({ scheme, host, port, path, query }: Ask): string {
  const usual = scheme === 'https' ? 443 : 80;
  const search = query.length > 0 ? `?${new URLSearchParams(query.map(([k, v]) => [k, v]))}` : '';
  return `${scheme}://${host}${port === usual ? '' : `:${port}`}${path}${search}`;
}

const wrong = (what: string, hint: string) => new UserError('usage', { what, hint });
