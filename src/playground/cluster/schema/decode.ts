/**
 * JSON into an object of a kind, as a real server's decoder does it: fields that are not declared
 * are dropped and told, a value of the wrong type is an error in the words of Go.
 */
import { goTypeOf } from '../go-json.ts';
import { type FieldType, isObject, type Json, type ScalarName, type Struct } from './type.ts';

/** A value that cannot be read, in the words of the two decoders a server has. */
export interface Mismatch {
  /** For JSON: `json: cannot unmarshal string into Go struct field ...`. */
  json: string;
  /** For objects made by a strategic merge patch: `unrecognized type: int32`. */
  converted: string;
}

export interface Decoded {
  value: unknown;
  /** Paths of fields that are not declared: `spec.ports[0].colour`. */
  unknown: string[];
  mismatch: Mismatch | undefined;
}

interface Place {
  /** The Go type the field belongs to. */
  owner: string;
  /** Names alone. */
  names: string;
  /** With the indexes of elements. */
  path: string;
}

interface Found {
  unknown: string[];
  mismatch: Mismatch | undefined;
}

const goScalars: Record<ScalarName, string> = {
  string: 'string',
  bool: 'bool',
  int32: 'int32',
  int64: 'int64',
  float64: 'float64',
  time: 'v1.Time',
  bytes: '[]uint8',
  quantity: 'resource.Quantity',
  intOrString: 'intstr.IntOrString',
};

function goType(type: FieldType): string {
  if (type.kind === 'scalar') return goScalars[type.name];
  if (type.kind === 'list') return `[]${goType(type.of)}`;
  if (type.kind === 'map') return `map[string]${goType(type.of)}`;
  return type.kind === 'struct' ? `v1.${type.name}` : 'interface {}';
}

const goKinds: Record<FieldType['kind'], string> = {
  any: 'interface',
  list: 'slice',
  map: 'map',
  scalar: 'string',
  struct: 'struct',
};

const limits: Partial<Record<ScalarName, number>> = { int32: 2 ** 31, int64: 2 ** 63 };

function fitsScalar(name: ScalarName, value: unknown): boolean {
  if (name === 'bool') return typeof value === 'boolean';
  if (name === 'quantity' || name === 'intOrString') {
    return typeof value === 'string' || typeof value === 'number';
  }
  if (name === 'float64') return typeof value === 'number';
  const limit = limits[name];
  if (limit === undefined) return typeof value === 'string';
  return Number.isInteger(value) && Math.abs(Number(value)) < limit;
}

function fits(type: FieldType, value: unknown): boolean {
  if (type.kind === 'any') return true;
  if (type.kind === 'scalar') return fitsScalar(type.name, value);
  return type.kind === 'list' ? Array.isArray(value) : isObject(value);
}

function note(found: Found, type: FieldType, value: unknown, { owner, names }: Place): void {
  const isNumber = typeof value === 'number' && type.kind === 'scalar' && type.name in limits;
  const shown = isNumber ? `number ${value}` : goTypeOf(value);
  const wanted = goType(type);
  found.mismatch ??= {
    json: `json: cannot unmarshal ${shown} into Go struct field ${owner}.${names} of type ${wanted}`,
    converted: `unrecognized type: ${type.kind === 'scalar' ? wanted : goKinds[type.kind]}`,
  };
}

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

function decodeStruct(type: Struct, value: Json, place: Place, found: Found): Json {
  const result: Json = {};
  for (const [name, inner] of Object.entries(value)) {
    const path = join(place.path, name);
    const field = type.fields.get(name);
    const owner = type.name;
    if (field) {
      // Null is how Go's encoder writes what is not there. Custom resources may mean it.
      if (inner === null && owner !== '') continue;
      const at = { owner, names: join(place.names, name), path };
      result[name] = decodeValue(field, inner, at, found);
    } else if (type.open) result[name] = inner;
    else found.unknown.push(path);
  }
  return result;
}

/** Fields of custom resources are checked by their schema later, with words of its own. */
const isChecked = ({ owner }: Place) => owner !== '';

function decodeValue(type: FieldType, value: unknown, place: Place, found: Found): unknown {
  if (value === null) return type.kind === 'scalar' && isChecked(place) ? '' : value;
  if (!fits(type, value)) {
    if (isChecked(place)) note(found, type, value, place);
    return value;
  }
  if (type.kind === 'struct') return decodeStruct(type, value as Json, place, found);
  if (type.kind === 'list') {
    return (value as unknown[]).map((element, at) =>
      decodeValue(type.of, element, { ...place, path: `${place.path}[${at}]` }, found),
    );
  }
  if (type.kind !== 'map') return value;
  const entries = Object.entries(value as Json).map(([key, inner]): [string, unknown] => [
    key,
    decodeValue(type.of, inner, { ...place, path: join(place.path, key) }, found),
  ]);
  return Object.fromEntries(entries);
}

export function decode(type: Struct, value: Json): Decoded {
  const found: Found = { unknown: [], mismatch: undefined };
  const decoded = decodeStruct(type, value, { owner: type.name, names: '', path: '' }, found);
  return { value: decoded, ...found };
}
