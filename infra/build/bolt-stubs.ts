/**
 * Bolt brings receivers for Express, sockets and OAuth along and loads them all at import; the front
 * uses the Lambda receiver alone. Left out, they shrink the bundle to a tenth and its start to a
 * quarter. A test sends a signed command through the built bundle: if Bolt comes to need one of them,
 * that test fails, not production.
 */
import type { Plugin } from 'esbuild';

const unused = [
  'express',
  '@slack/socket-mode',
  '@slack/oauth',
  'raw-body',
  'path-to-regexp',
  'undici',
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

export const boltStubs: Plugin = {
  name: 'bolt-stubs',
  setup(build) {
    const filter = new RegExp(`^(${unused.join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'stub' }));
    build.onLoad({ filter: /.*/, namespace: 'stub' }, ({ path }) => ({
      contents: stub(path),
      loader: 'js',
    }));
  },
};
