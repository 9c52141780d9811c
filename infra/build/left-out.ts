/**
 * What the front never runs, left out of its bundle, because every sandbox pays for it at its start.
 * A test sends signed commands through the built bundle: if one of these comes to be needed, that
 * test fails, not production.
 */
import type { Plugin } from 'esbuild';

/** Bolt loads its receivers for Express, sockets and OAuth at import; the front uses Lambda's alone. */
const receivers = [
  'express',
  '@slack/socket-mode',
  '@slack/oauth',
  'raw-body',
  'path-to-regexp',
  'undici',
];

/** The SDK's ways to credentials other than the environment, where Lambda puts them; and HTTP/2. */
const otherCredentials = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
  'node:http2',
];

/**
 * A class stands for whatever is imported, because some receivers are subclasses of it; using one is
 * an error that names the module.
 */
const stub = (name: string) => `
const missing = () => { throw new Error(${JSON.stringify(`${name} is left out of this bundle`)}); };
module.exports = new Proxy(class { constructor() { missing(); } }, {
  get: (target, key) => (key in target ? target[key] : class { constructor() { missing(); } }),
});
`;

export const leftOut: Plugin = {
  name: 'left-out',
  setup(build) {
    const modules = new RegExp(`^(${[...receivers, ...otherCredentials].join('|')})$`);
    build.onResolve({ filter: modules }, ({ path }) => ({ path, namespace: 'left-out' }));
    // The front reads what a command is called and takes; the worker runs it.
    build.onResolve({ filter: /-run\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace: 'left-out' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: stub(path),
      loader: 'js',
    }));
  },
};

/**
 * A file of its own beside the bundle, loaded only when a function finds its configuration wrong and
 * has to say where.
 */
export const apart = { 'config-parse': 'src/config-parse.ts' };

export const setApart: Plugin = {
  name: 'set-apart',
  setup(build) {
    build.onResolve({ filter: /\/config-parse\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './config-parse.js', external: true } : undefined,
    );
  },
};
