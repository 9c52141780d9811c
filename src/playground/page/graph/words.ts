/** Words in an SVG, which breaks no lines by itself. The font has one width, so counting is measuring. */

/** Widths in em of ui-monospace, Menlo, Consolas and Liberation Mono: 0.6 or a hair more. */
export const em = 0.602;

/** Where a line may end, the best places first: between words, then within names. */
const places = [/(?<= )/, /(?<=[ /])/, /(?<=[ /.:=-])/];

/**
 * As many lines as may be, and no wider than they have to. What is too long even for the widest loses
 * its middle.
 */
export function wrap(text: string, { narrow = 19, wide = 24, lines = 3 } = {}): string[] {
  for (const place of places) {
    const parts = text.trim().split(place);
    for (let width = narrow; width <= wide; width += 1) {
      const filled = fill(parts, width);
      if (filled.length <= lines && filled.every((line) => lengthOf(line) <= width)) return filled;
    }
  }
  return [shorten(text.trim(), wide)];
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
