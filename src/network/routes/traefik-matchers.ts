/** Whether a request meets a Traefik rule; what cannot be told stays open instead of being guessed. */
import type { Ask } from './route.ts';
import type { Rule } from './traefik-rule.ts';

/** unknown: it depends on a matcher that is not evaluated. */
export type Answer = 'yes' | 'no' | 'unknown';

export interface Evaluated {
  answer: Answer;
  /** Matchers the answer depends on that were not evaluated. */
  open: readonly string[];
}

export function evaluate(rule: Rule, ask: Ask): Evaluated {
  switch (rule.kind) {
    case 'matcher':
      return matcher(rule, ask);
    case 'not': {
      const { answer, open } = evaluate(rule.of, ask);
      return { answer: answer === 'unknown' ? answer : answer === 'yes' ? 'no' : 'yes', open };
    }
    default:
      return joined(
        rule.of.map((one) => evaluate(one, ask)),
        rule.kind === 'and' ? 'no' : 'yes',
      );
  }
}

/** @param decisive the answer that settles it, whatever the others say */
function joined(parts: readonly Evaluated[], decisive: 'yes' | 'no'): Evaluated {
  if (parts.some(({ answer }) => answer === decisive)) return { answer: decisive, open: [] };
  const open = parts.flatMap((part) => (part.answer === 'unknown' ? part.open : []));
  return open.length > 0
    ? { answer: 'unknown', open }
    : { answer: decisive === 'no' ? 'yes' : 'no', open: [] };
}

type Takes = (args: readonly string[], ask: Ask) => boolean;

/** `PathPrefix` is a prefix of the text: `/api` takes `/apis` too. */
const matchers: Readonly<Record<string, Takes>> = {
  Host: (hosts, { host }) => hosts.some((one) => one.toLowerCase().replace(/\.$/, '') === host),
  Path: (paths, { path }) => paths.includes(path),
  PathPrefix: (paths, { path }) => paths.some((one) => path.startsWith(one)),
  Method: (methods, { method }) => methods.some((one) => one.toUpperCase() === method),
  Header: hasHeader,
  Headers: hasHeader,
  Query: ([name = '', value], { query }) =>
    query.some(([key, found]) => key === name && (value === undefined || found === value)),
};

function hasHeader([name = '', value = '']: readonly string[], { headers }: Ask): boolean {
  return headers.get(name.toLowerCase()) === value;
}

function matcher({ name, args }: Extract<Rule, { kind: 'matcher' }>, ask: Ask): Evaluated {
  const takes = Object.hasOwn(matchers, name) ? matchers[name] : undefined;
  if (!takes) {
    const values = args.map((one) => `\`${one}\``).join(', ');
    return { answer: 'unknown', open: [`${name}(${values})`] };
  }
  return { answer: takes(args, ask) ? 'yes' : 'no', open: [] };
}
