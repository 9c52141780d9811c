/** A pattern of names: `*` stands for any letters, also for none, and everything else for itself. */

export function fits(pattern: string, name: string): boolean {
  const [start = '', ...middle] = pattern.split('*');
  const end = middle.pop();
  if (end === undefined) return name === pattern;
  if (!name.startsWith(start)) return false;
  let at = start.length;
  for (const part of middle) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - end.length >= at && name.endsWith(end);
}

/** Whether one of them fits; without patterns every name does. */
export function fitsAny(patterns: readonly string[] | undefined, name: string): boolean {
  return patterns === undefined || patterns.some((pattern) => fits(pattern, name));
}

/** Whether there can be a name that both fit. */
export function overlap(a: string, b: string): boolean {
  // From the end: whether the rest of `a` from i and the rest of `b` from j have a name in common.
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = [];
    for (let j = b.length; j >= 0; j--) {
      const isEnd = i === a.length && j === b.length;
      const isStar = a[i] === '*' || b[j] === '*';
      // A star ends here, or takes one more letter of the other, which may be a star too.
      const isStarred = isStar && (row[j + 1] === true || below[j] === true);
      row[j] = isEnd || isStarred || (a[i] === b[j] && below[j + 1] === true);
    }
    below = row;
  }
  return below[0] === true;
}
