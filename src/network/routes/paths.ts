/** Which paths a rule takes. https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types */

/** `/foo` takes `/foo`, `/foo/` and `/foo/bar`, but not `/foobar`. */
export function hasPrefix(path: string, prefix: string): boolean {
  const base = prefix.replace(/\/+$/, '');
  return path === base || path.startsWith(`${base}/`);
}

/** undefined: not a pattern, so that nothing can be said about what it takes. */
export function toPattern(text: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(text, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
