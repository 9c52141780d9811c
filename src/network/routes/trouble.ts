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
  kubectl?: string;
  /** It is the pods behind it that are in trouble, not what the rules say. */
  isOfPods?: true;
}

export const gravest = (troubles: readonly RuleTrouble[]): RuleTrouble[] =>
  [...troubles].sort((a, b) => Number(b.gravity === 'breaks') - Number(a.gravity === 'breaks'));

/** The line that sets an annotation, or takes it away. */
export function annotate({ kind, namespace, name }: Named, key: string, value?: string): string {
  const change = value === undefined ? `${key}-` : `${key}='${value}' --overwrite`;
  return `kubectl annotate ${kind.toLowerCase()} ${name} -n ${namespace} ${change}`;
}
