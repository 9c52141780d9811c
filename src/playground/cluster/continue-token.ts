/** The opaque token of a paged list: where to go on, and which state of the cluster to show. */
import { parseGoJson } from './go-json.ts';
import { badRequest } from './status.ts';

export interface ContinueToken {
  /** The resource version all pages show; -1 when the client accepted an inconsistent rest. */
  resourceVersion: number;
  /** `namespace/name` of the last object sent. */
  start: string;
}

const version = 'meta.k8s.io/v1';

export function encodeContinue({ resourceVersion, start }: ContinueToken): string {
  const token = { v: version, rv: resourceVersion, start };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

const fail = (why: string) =>
  badRequest(`invalid continue token: continue key is not valid: ${why}`);

/** Node skips what is no base64; Go names the place. */
function decodeBase64(text: string): Buffer {
  const bad = text.search(/[^A-Za-z0-9_-]/);
  const cut = text.length % 4 === 1 ? text.length - 1 : -1;
  const at = bad >= 0 ? bad : cut;
  if (at >= 0) throw fail(`illegal base64 data at input byte ${at}`);
  return Buffer.from(text, 'base64url');
}

function parse(bytes: Buffer): { v?: unknown; rv?: unknown; start?: unknown } {
  try {
    return Object(parseGoJson(bytes));
  } catch (error) {
    throw fail(error instanceof Error ? error.message : String(error));
  }
}

export function decodeContinue(text: string): ContinueToken {
  const { v, rv, start } = parse(decodeBase64(text));
  if (v !== version) throw fail(`server does not recognize this encoded version "${v ?? ''}"`);
  if (typeof rv !== 'number' || rv === 0) {
    throw fail(`incorrect encoded start resourceVersion (version ${version})`);
  }
  if (typeof start !== 'string' || start === '') {
    throw fail(`encoded start key empty (version ${version})`);
  }
  return { resourceVersion: rv, start };
}
