/** What a person may mean by a name: an address, a name of the cluster in one of its forms, or another. */
import { type Address, addressOfReverse, parseAddress } from './address.ts';
import { isIn, labelsOf, type NameParts, nameTrouble, normalName, partsOf } from './dns-names.ts';

export interface Reading extends Omit<NameParts, 'branch' | 'namespace'> {
  branch: 'svc' | 'pod';
  /** Absent: in whichever namespace there is one. */
  namespace?: string;
}

export type Asked =
  | { kind: 'address'; address: Address }
  | { kind: 'invalid'; typed: string; why: string }
  | { kind: 'idn'; typed: string; punycode: string }
  | {
      kind: 'name';
      /** As it would be handed to a resolver. */
      typed: string;
      /** It ends in a dot, or in the cluster's domain. */
      isWhole: boolean;
      /** Best first; empty for a name that is not one of the cluster. */
      readings: Reading[];
    };

interface Context {
  namespace: string | undefined;
  clusterDomain: string;
}

export function readQuestion(text: string, context: Context): Asked {
  const bare = text.trim().replace(/^(svc|service|services)\//i, '');
  const address = parseAddress(bare) ?? addressOfReverse(normalName(bare));
  if (address) return { kind: 'address', address };
  const [first = '', second, ...rest] = bare.split('/');
  const typed = second !== undefined && rest.length === 0 ? `${second}.${first}` : bare;
  const name = normalName(typed);
  const punycode = asPunycode(name);
  if (punycode) return { kind: 'idn', typed, punycode };
  const why = typed.includes('/') ? 'it holds a slash' : nameTrouble(name);
  if (why) return { kind: 'invalid', typed, why };
  const isWhole = typed.endsWith('.') || isIn(context.clusterDomain, name);
  return {
    kind: 'name',
    typed: typed.toLowerCase(),
    isWhole,
    readings: readingsOf(name, isWhole, context),
  };
}

/** The form in which DNS carries letters beyond ASCII (RFC 5891); undefined where it need not. */
function asPunycode(name: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(name)) return undefined;
  const url = URL.canParse(`http://${name}`) ? new URL(`http://${name}`) : undefined;
  return url?.hostname || undefined;
}

function readingsOf(name: string, isWhole: boolean, context: Context): Reading[] {
  const { clusterDomain, namespace } = context;
  if (isWhole) {
    const parts = isIn(clusterDomain, name) ? partsOf(clusterDomain, name) : undefined;
    return parts?.branch && parts.name ? [{ ...parts, branch: parts.branch }] : [];
  }
  const branch = labelsOf(name).at(-1);
  const isBranch = branch === 'svc' || branch === 'pod';
  const parts = isBranch ? partsOf('', name) : undefined;
  if (parts?.branch && parts.name) return [{ ...parts, branch: parts.branch }];
  const inName = partsOf('', `${name}.svc`);
  const here = partsOf('', `${name}.${namespace ?? '?'}.svc`);
  return [inName, here]
    .filter((one) => one !== undefined && one.name !== '')
    .map((one): Reading => {
      const { namespace: where, branch: _, ...rest } = one as NameParts;
      return { ...rest, branch: 'svc', ...(where !== '?' && { namespace: where }) };
    })
    .filter((one) => one.namespace !== undefined || one.endpoint === '');
}

/** The whole name of a reading, where its namespace is known. */
export function wholeName(reading: Reading & { namespace: string }, clusterDomain: string): string {
  const { branch, namespace, name, endpoint, port, protocol } = reading;
  const front = port || protocol ? [`_${port}`, `_${protocol}`] : endpoint ? [endpoint] : [];
  return [...front, name, namespace, branch, clusterDomain].join('.');
}
