/**
 * What the troubles of many pods have in common. Kubelets write addresses, times and counts into
 * their words, and two hundred pods that fail alike must not read as two hundred troubles.
 */
const varying: readonly [RegExp, string][] = [
  [/ \(\d+ times\)$/, ''],
  [/\b\d{1,3}(\.\d{1,3}){3}\b/g, '…'],
  [/\[[0-9a-f:]*:[0-9a-f:.]*\]/gi, '[…]'],
  // A connection's own end has a new port each time: `read tcp 10.0.0.1:41234->10.1.1.1:80`.
  [/:\d+->/g, '->'],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…'],
  [/\bback-off [\dhms]+/g, 'back-off'],
];

export function alike(reason: string): string {
  return varying.reduce((text, [pattern, instead]) => text.replace(pattern, instead), reason);
}
