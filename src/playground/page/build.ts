import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { build } from 'esbuild';

export interface PageFile {
  type: string;
  body: string;
}

export interface Page {
  /** By path, as in the URL. */
  files: Map<string, PageFile>;
}

/** The page needs nothing but its own server: no script, font or picture comes from elsewhere. */
const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** Bundles the page in memory; nothing is written to disk. */
export async function buildPage(): Promise<Page> {
  const [html, mark, [script, style]] = await Promise.all([
    source('index.html'),
    source('mark.svg'),
    bundle(),
  ]);
  return {
    files: new Map([
      ['/', { type: 'text/html; charset=utf-8', body: html }],
      ['/app.js', { type: 'text/javascript; charset=utf-8', body: script }],
      ['/app.css', { type: 'text/css; charset=utf-8', body: style }],
      ['/mark.svg', { type: 'image/svg+xml', body: mark }],
    ]),
  };
}

/** Answers what belongs to the page and says whether it did; everything else is the caller's. */
export function servePage(files: Page['files']) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const file = files.get(path);
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': file.type });
    response.end(request.method === 'HEAD' ? undefined : file.body);
    return true;
  };
}

async function bundle(): Promise<[script: string, style: string]> {
  const { outputFiles } = await build({
    entryPoints: { app: pathOf('main.tsx'), style: pathOf('styles/page.css') },
    outdir: '/',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const textOf = (ending: string) =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return [textOf('.js'), textOf('.css')];
}

function source(name: string): Promise<string> {
  return readFile(pathOf(name), 'utf8');
}

function pathOf(name: string): string {
  return new URL(name, import.meta.url).pathname;
}
