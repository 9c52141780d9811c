/** What is wrong with rules, before any words of a report: the checks arrange it. */
import type { Named } from './route.ts';

export interface RuleTrouble {
  /** breaks: alone keeps requests from where they belong · weakens: works, but not as it reads. */
  gravity: 'breaks' | 'weakens';
  /** One sentence fragment, starting lower case. */
  summary: string;
  at: Named;
  /** As in the object's YAML. */
  field: string;
  value: string;
  fix: string;
  /** One line to copy; absent: the object itself is shown. */
  kubectl?: string | undefined;
  /** It is the pods behind it that are in trouble, not what the rules say. */
  isOfPods?: true;
}

export const gravest = (troubles: readonly RuleTrouble[]): RuleTrouble[] =>
  [...troubles].sort((a, b) => Number(b.gravity === 'breaks') - Number(a.gravity === 'breaks'));

/** What a shell takes between single quotes as it is, and a person reads at a glance. */
const isPlain = (value: string) => /^[\w .,:;/=()|$*@+?^%-]{1,120}$/.test(value);

/**
 * The line that sets an annotation, and takes away the one it was meant to be; undefined where the value
 * is none to copy into a shell.
 */
export function annotate(
  { kind, namespace, name }: Named,
  key: string,
  value: string,
  instead?: string,
): string | undefined {
  if (!isPlain(value)) return undefined;
  const old = instead === undefined ? '' : ` ${instead}-`;
  return `kubectl annotate ${kind.toLowerCase()} ${name} -n ${namespace} ${key}='${value}' --overwrite${old}`;
}
