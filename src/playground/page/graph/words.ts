/** Words in an SVG, which breaks no lines by itself. The font has one width, so counting is measuring. */

/** Widths in em of ui-monospace, Menlo, Consolas and Liberation Mono: 0.6 or a hair more. */
export const em = 0.602;

/** Where a line may end, the best places first: between words, then within names. */
const places = [/(?<= )/, /(?<=\/)/, /(?<=[.:=-])/];

/** Lines no wider than they have to be. Of what is too long even for the widest a middle is lost. */
export function wrap(text: string, { narrow = 19, wide = 24, lines = 4 } = {}): string[] {
  for (const [depth] of places.entries()) {
    const isLast = depth === places.length - 1;
    for (let width = isLast ? wide : narrow; width <= wide; width += 1) {
      const filled = fill(partsOf(text.trim(), width, depth), width);
      if (filled.length <= lines && filled.every((line) => lengthOf(line) <= width)) return filled;
    }
  }
  const parts = partsOf(text.trim(), wide, places.length).map((part) => shorten(part, wide));
  const filled = fill(parts, wide);
  const rest = shorten(filled.slice(lines - 1).join(''), wide);
  return [...filled.slice(0, lines - 1), rest].filter((line) => line !== '');
}

/** Only what is too long for a line is broken at the next best places. */
function partsOf(text: string, width: number, depth: number): string[] {
  const isLong = (part: string) => lengthOf(part.trimEnd()) > width;
  return places
    .slice(0, depth + 1)
    .reduce(
      (parts, place) => parts.flatMap((one) => (isLong(one) ? one.split(place) : [one])),
      [text],
    );
}

function fill(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1) ?? ''}${part}`;
    if (lines.length > 0 && lengthOf(longer.trimEnd()) <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines.map((line) => line.trimEnd());
}

/** The middle goes: names of pods differ at their ends. */
export function shorten(text: string, longest: number): string {
  const points = [...text];
  if (points.length <= longest) return text;
  const tail = Math.floor((longest - 1) / 2);
  return `${points.slice(0, longest - 1 - tail).join('')}…${points.slice(-tail).join('')}`;
}

/** Code points, which is what a font of one width counts (wide scripts aside). */
export function lengthOf(text: string): number {
  return [...text].length;
}
