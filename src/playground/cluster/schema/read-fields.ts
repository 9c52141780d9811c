/**
 * A notation for the fields of many types in little room. A line is the name of a type and its
 * fields; an indented line goes on with them. `name@group` tells types of one name apart; `!` after
 * the name: the type is owned as a whole.
 *
 *     replicas:int32             a number; without a type: a text
 *     spec:ServiceSpec           an object of another type; `~` a patch names the fields to keep
 *     labels:{}                  a map of texts; `{quantity}` of something else; `!` owned as a whole
 *     args:[]                    a list of texts, owned and replaced as a whole
 *     finalizers:[]+             a set: every element counts alone
 *     env:[EnvVar]{name}         a list whose elements are told apart by a key
 *     {port,protocol=TCP}        by two, the second of which may be left out
 *     [HostIP]/ip  {name}/-      a strategic merge patch goes by this key, or replaces
 */
import {
  anything,
  type FieldType,
  type ListKey,
  type ListOf,
  type Scalar,
  type ScalarName,
  type Struct,
} from './type.ts';

const scalars: readonly string[] = [
  'string',
  'bool',
  'int32',
  'int64',
  'float64',
  'time',
  'bytes',
  'quantity',
  'intOrString',
];

type Named = (name: string) => FieldType;

const listNotation = /^\[(.*?)\](\+|\{[^}]*\})?(?:\/([^~]+))?(~)?$/;

function readKey(text: string): ListKey {
  const [name = '', standard] = text.split('=');
  return standard === undefined ? { name } : { name, standard };
}

function readList(text: string, named: Named): ListOf {
  const [, of = '', mark = '', given, retain] = listNotation.exec(text) ?? [];
  const keys = mark.startsWith('{') ? mark.slice(1, -1).split(',').map(readKey) : [];
  const relation = keys.length > 0 ? 'map' : mark === '+' ? 'set' : 'atomic';
  const isMerged = given !== '-' && (given !== undefined || relation !== 'atomic');
  const mergeKey = given === '+' ? undefined : (given ?? keys[0]?.name);
  return {
    kind: 'list',
    of: named(of),
    relation,
    keys,
    ...(isMerged && { patch: { mergeKey, retainKeys: retain !== undefined } }),
  };
}

function readType(text: string, named: Named): FieldType {
  if (text.startsWith('[')) return readList(text, named);
  if (text.startsWith('{')) {
    const atomic = text.endsWith('!');
    const of = text.slice(1, atomic ? -2 : -1);
    return { kind: 'map', of: of.startsWith('[') ? readList(of, named) : named(of), atomic };
  }
  const type = named(text.replace(/[!~]$/, ''));
  if (type.kind !== 'struct' || !/[!~]$/.test(text)) return type;
  const marks = { atomic: type.atomic || text.endsWith('!'), retainKeys: text.endsWith('~') };
  return { ...type, ...marks, fields: type.fields };
}

function scalar(name: string): Scalar {
  return { kind: 'scalar', name: (name || 'string') as ScalarName };
}

function struct(name: string, words: readonly string[], named: Named): Struct {
  const atomic = words[0] === '!';
  let read: ReadonlyMap<string, FieldType> | undefined;
  return {
    kind: 'struct',
    name: name.replace(/@.*/, ''),
    atomic,
    open: false,
    retainKeys: false,
    /** Read at first use: types name each other, and most runs need few of them. */
    get fields() {
      read ??= new Map(
        words.slice(atomic ? 1 : 0).map((word) => {
          const [field = '', ...type] = word.split(':');
          return [field, readType(type.join(':') || 'string', named)];
        }),
      );
      return read;
    },
  };
}

/** The types by name. Throws for a name that is used and not declared. */
export function readFields(tables: readonly string[]): Named {
  const lines = tables.join('').replaceAll('\n  ', ' ').split('\n').filter(Boolean);
  const types = new Map<string, FieldType>();
  const named: Named = (name) => {
    if (name === '' || scalars.includes(name)) return scalar(name);
    if (name === 'any') return anything;
    const found = types.get(name);
    if (!found) throw new Error(`no fields are declared for ${name}`);
    return found;
  };
  for (const line of lines) {
    const [name = '', ...words] = line.split(' ');
    types.set(name, struct(name, words, named));
  }
  return named;
}
