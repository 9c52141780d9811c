/** The configuration as YAML: what it says, and the line on which a value stands. */
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { code, visible } from './report.ts';

export type Path = readonly PropertyKey[];

export interface Problem {
  line: number;
  text: string;
}

export interface Yaml {
  /** What the file says; undefined if it cannot be told. */
  raw: unknown;
  problems: readonly Problem[];
  isReadable: boolean;
  /** The line of a key or list item; of the nearest one above it if it is missing. */
  lineOf(path: Path): number;
}

export function parseYaml(text: string): Yaml {
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const errors: readonly Fault[] = [...document.errors, ...danglingAliases(document)];
  // A key given twice hides nothing else that is wrong; after other errors all would be guesses.
  const isReadable = errors.every((error) => error.code === 'DUPLICATE_KEY');
  return {
    // Bounded by the schema instead: it looks a few levels deep, whatever refers to what.
    raw: isReadable ? document.toJS({ maxAliasCount: -1 }) : undefined,
    problems: [...errors, ...document.warnings].map((fault) => ({
      line: lineAt(fault.pos[0]),
      text: inWords(fault, text.slice(fault.pos[0])),
    })),
    isReadable,
    lineOf: (path) => lineAt(offsetOf(document, path)),
  };
}

type Fault = Pick<YAMLError, 'pos' | 'message'> & { code: string };

/** The parser accepts these, and throws without a position when the value is asked for. */
function danglingAliases(document: Document): Fault[] {
  const found: Fault[] = [];
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      const [start = 0, end = 0] = alias.range ?? [];
      found.push({ code: 'DANGLING_ALIAS', pos: [start, end], message: alias.source });
    },
  });
  return found;
}

function inWords(fault: Fault, rest: string): string {
  const word = code(visible(rest.match(/^[^\s:]+/)?.[0] ?? '', 60));
  switch (fault.code) {
    case 'DUPLICATE_KEY':
      return `${word}: given twice`;
    case 'TAB_AS_INDENT':
      return 'expected spaces as indentation, found a tab';
    case 'MULTIPLE_DOCS':
      return 'expected one document, found a second one (---)';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return "expected one value, found a second ': '; put a text that holds it in quotes";
    case 'DANGLING_ALIAS':
      return `${word}: no anchor of this name stands before it`;
    default:
      return `not YAML: ${fault.message}`;
  }
}

/** Follows the path as far as it goes. Of a key given twice the last one counts, as in the value. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path.map(String)) {
    if (isAlias(node)) node = node.resolve(document);
    const pair = isMap(node)
      ? node.items.findLast(({ key }) => isScalar(key) && `${key.value}` === step)
      : undefined;
    const item = isSeq(node) ? node.items[Number(step)] : undefined;
    const place = pair?.key ?? item;
    if (!isNode(place)) return offset;
    offset = place.range?.[0] ?? offset;
    node = pair ? pair.value : item;
  }
  return offset;
}
