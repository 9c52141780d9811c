import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPage, servePage } from '../../../src/playground/page/build.ts';

let url = '';
const server = createServer();

beforeAll(async () => {
  const { files } = await buildPage();
  const serve = servePage(files);
  server.on('request', (request, response) => {
    if (!serve(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test.each([
  ['/', 'text/html; charset=utf-8'],
  ['/?from=readme', 'text/html; charset=utf-8'],
  ['/app.js', 'text/javascript; charset=utf-8'],
  ['/app.css', 'text/css; charset=utf-8'],
  ['/mark.svg', 'image/svg+xml'],
])('%s is served as %s, and may load nothing from elsewhere', async (path, type) => {
  const response = await fetch(url + path);
  expect(response.headers.get('content-type')).toBe(type);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('what is not of the page is left to the caller', async () => {
  expect((await fetch(`${url}/page/state`)).status).toBe(404);
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});

test('the styles reach out for nothing', async () => {
  const style = await (await fetch(`${url}/app.css`)).text();
  expect(style).not.toMatch(/url\(|@import|@font-face/);
});
