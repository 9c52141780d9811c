/**
 * Cutting long things into pieces that fit. Costs are additive upper bounds, so that a piece that
 * fits by this arithmetic fits when it is written out.
 */

/** Groups neighbours, as many as the budget and `most` allow; nothing is dropped or reordered. */
export function fill<T>(
  items: readonly T[],
  cost: (item: T) => number,
  budget: number,
  most = Number.POSITIVE_INFINITY,
): T[][] {
  const groups: T[][] = [];
  let left = 0;
  for (const item of items) {
    const price = cost(item);
    const last = groups.at(-1);
    if (last && price <= left && last.length < most) {
      last.push(item);
      left -= price;
    } else {
      groups.push([item]);
      left = budget - price;
    }
  }
  return groups;
}

type Cost = (text: string) => number;

/**
 * Cuts words at the best place: after a line, a sentence, a word. A code span stays whole unless it
 * alone is too long; its pieces are then code spans again. Joined, the pieces are the text (but for
 * the backticks added there).
 */
export function splitWords(text: string, cost: Cost, budget: number): string[] {
  if (cost(text) <= budget || text.length < 2) return [text];
  const parts = parted(text);
  if (!parts) return splitName(text, cost, budget);
  const pieces = parts.flatMap((part) => splitWords(part, cost, budget));
  return fill(pieces, cost, budget).map((group) => group.join(''));
}

/** Cuts at lines, and within a line only between code points: for text that has no words. */
export function splitLines(text: string, cost: Cost, budget: number): string[] {
  const lines = text.split('\n').flatMap((line) => halve(line, cost, budget));
  return fill(lines, (line) => cost(`${line}\n`), budget).map((group) => group.join('\n'));
}

/** Noncharacters that stand for a code span while the places to cut are looked for. */
const [begin, inside] = ['\u{fdd0}', '\u{fdd1}'];
const boundaries = [
  /(?<=\n)/g,
  /(?<=[.!?;] )/g,
  /(?<=[ ,/])/g,
  /(?=\u{fdd0})|(?<=[\u{fdd0}\u{fdd1}])(?![\u{fdd0}\u{fdd1}])/gu,
];

function parted(text: string): string[] | undefined {
  const masked = text.replace(/`[^`\n]+`/g, (name) => begin + inside.repeat(name.length - 1));
  for (const boundary of boundaries) {
    const places = [...masked.matchAll(boundary)]
      .map(({ index }) => index)
      .filter((place) => place > 0 && place < text.length);
    if (places.length > 0) return slices(text, places);
  }
  return undefined;
}

function slices(text: string, places: number[]): string[] {
  return [0, ...places].map((start, index) => text.slice(start, places[index]));
}

function splitName(text: string, cost: Cost, budget: number): string[] {
  const name = /^`([^`\n]+)`$/.exec(text)?.[1];
  if (name === undefined) return halve(text, cost, budget);
  return halve(name, (part) => cost(`\`${part}\``), budget).map((part) => `\`${part}\``);
}

function halve(text: string, cost: Cost, budget: number): string[] {
  const points = [...text];
  if (points.length < 2 || cost(text) <= budget) return [text];
  const middle = points.length >> 1;
  const halves = [points.slice(0, middle).join(''), points.slice(middle).join('')];
  return halves.flatMap((half) => halve(half, cost, budget));
}
