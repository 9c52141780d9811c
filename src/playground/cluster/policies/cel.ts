/**
 * CEL expressions as Kubernetes has them, as far as they are evaluated here. What is beyond that is an
 * error when an expression is compiled: it must not come out as a verdict.
 */
import { type CelInput, type CelValue, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { regex } from './cel-functions.ts';
import { unknownNames } from './cel-names.ts';

export type Bindings = Record<string, CelInput>;

export type Outcome = { value: CelValue } | { error: string };

export type Program = (bindings: Bindings) => Outcome;

const env = celEnv({ funcs: [...strings, ...regex] });

/**
 * @param known variables, and `variables.x` for each that the policy itself declares
 * @throws Error for a mistake, and for functions and variables that are not known here
 */
export function compile(expression: string, known: readonly string[]): Program {
  const parsed = parse(expression);
  const isFunction = (name: string) => env.funcs.find(name) !== undefined;
  const unknown = unknownNames(parsed.expr, { names: new Set(known), isFunction });
  if (unknown.length > 0) {
    throw new Error(`${unknown.join(', ')} cannot be evaluated here, in: ${expression}`);
  }
  const run = plan(env, parsed);
  return (bindings) => {
    const result = run(bindings);
    if (!isCelError(result)) return { value: result };
    return { error: `expression '${expression.trim()}' resulted in error: ${result.message}` };
  };
}
