/** How a terminal wants its text: in colour or not, and how wide. */

export interface TextOptions {
  color: boolean;
  /** Columns. */
  width: number;
  /** Of tables, if not as wide as the rest: in a file a row stays one line, to search and to cut. */
  tableWidth?: number;
  /** Options that hold for the next command too, such as `--demo`. */
  repeat?: string;
}

const widthOfFiles = 100;
const narrowest = 40;

/**
 * FORCE_COLOR beats NO_COLOR, as in Node itself: a CI job that sets both asks for colour by name.
 * Source of NO_COLOR (set and not empty): no-color.org.
 */
export function terminalOptions(
  stream: { isTTY?: boolean | undefined; columns?: number | undefined },
  env: Readonly<Record<string, string | undefined>>,
): TextOptions {
  const color = hasColor(stream.isTTY ?? false, env);
  const isFile = !stream.isTTY || !stream.columns;
  if (isFile) return { color, width: widthOfFiles, tableWidth: Number.POSITIVE_INFINITY };
  return { color, width: Math.max(narrowest, stream.columns ?? widthOfFiles) };
}

function hasColor(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = env;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return isTerminal && !no && term !== 'dumb';
}
