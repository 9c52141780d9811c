/**
 * Errors that wrap one another: `failed to pull: failed to resolve: ...: 403 Forbidden`. What was tried
 * stands at the start and why it failed at the end, so that neither may be cut off.
 */
export function bothEnds(text: string, longest: number): string {
  const points = [...text];
  if (points.length <= longest) return text;
  const third = Math.floor(longest / 3);
  const start = points
    .slice(0, third)
    .join('')
    .replace(/\s\S*$/, '');
  const end = points.slice(third + 3 - longest).join('');
  return `${start} … ${end.replace(/^\S*\s/, '')}`;
}
