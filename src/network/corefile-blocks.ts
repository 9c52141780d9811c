/** The grammar of a Corefile: server blocks, and in them directives with their own blocks. */

export interface Directive {
  name: string;
  arguments: string[];
  /** What stands in its braces; a directive in there has no further ones that matter here. */
  inner: Directive[];
}

export interface ServerBlock {
  /** As written: `.:53`, `example.com`, `dns://.:5353`. */
  keys: string[];
  directives: Directive[];
}

interface Line {
  words: string[];
  opens: boolean;
}

/**
 * Never throws: what cannot be read as a Corefile yields fewer blocks. Snippets (`(name) { }` and
 * `import name`) are put in where they are imported.
 */
export function readBlocks(text: string): ServerBlock[] {
  const lines = linesOf(text);
  const blocks: ServerBlock[] = [];
  while (lines.length > 0) {
    const keys: string[] = [];
    let opened = false;
    while (lines.length > 0 && !opened) {
      const line = lines.shift();
      keys.push(...(line?.words ?? []));
      opened = line?.opens ?? false;
    }
    if (keys.length > 0) blocks.push({ keys, directives: opened ? readInner(lines) : [] });
  }
  return withSnippets(blocks);
}

/** Up to the brace that closes; takes what it reads from `lines`. */
function readInner(lines: Line[]): Directive[] {
  const found: Directive[] = [];
  for (let line = lines.shift(); line; line = lines.shift()) {
    const [name, ...words] = line.words;
    if (name === '}') return found;
    const inner = line.opens ? readInner(lines) : [];
    if (name !== undefined) found.push({ name, arguments: words, inner });
  }
  return found;
}

function linesOf(text: string): Line[] {
  return text.split('\n').flatMap((raw): Line[] => {
    const words = (raw.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/g) ?? []).map((word) =>
      word.startsWith('"') ? word.slice(1, -1) : word,
    );
    const comment = words.findIndex((word) => word.startsWith('#'));
    const kept = comment < 0 ? words : words.slice(0, comment);
    if (kept.length === 0) return [];
    if (kept[0] === '}') return [{ words: ['}'], opens: false }];
    const opens = kept.at(-1) === '{';
    return [{ words: opens ? kept.slice(0, -1) : kept, opens }];
  });
}

function withSnippets(blocks: readonly ServerBlock[]): ServerBlock[] {
  const snippets = new Map(
    blocks.flatMap(({ keys, directives }) => {
      const [, name] = /^\((.+)\)$/.exec(keys[0] ?? '') ?? [];
      return name === undefined ? [] : [[name, directives] as const];
    }),
  );
  return blocks
    .filter(({ keys }) => !keys[0]?.startsWith('('))
    .map(({ keys, directives }) => ({
      keys: keys.map((key) => key.replace(/,$/, '')),
      directives: directives.flatMap((directive) => {
        const snippet = snippets.get(directive.arguments[0] ?? '');
        return directive.name === 'import' && snippet ? snippet : [directive];
      }),
    }));
}
