/** The names in an expression that nobody knows: a real server refuses those before anything is evaluated. */
import type { parse } from '@bufbuild/cel';

type Expr = ReturnType<typeof parse>['expr'];

interface Known {
  names: ReadonlySet<string>;
  isFunction(name: string): boolean;
}

const types = [
  'bool',
  'bytes',
  'double',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'type',
  'uint',
];
/** Operators that are part of the language, and not functions of a library. */
const operators = [
  '_[_]',
  '_?_:_',
  '_&&_',
  '_||_',
  '@not_strictly_false',
  '__not_strictly_false__',
];

const isKnownFunction = (name: string, { isFunction }: Known) =>
  operators.includes(name) || isFunction(name);

export function unknownNames(expr: Expr | undefined, known: Known): string[] {
  const all = (parts: readonly (Expr | undefined)[]) =>
    parts.flatMap((part) => unknownNames(part, known));
  const kind = expr?.exprKind;
  switch (kind?.case) {
    case 'identExpr': {
      const { name } = kind.value;
      return known.names.has(name) || types.includes(name) ? [] : [name];
    }
    case 'selectExpr':
      return unknownVariable(kind.value, known) ?? unknownNames(kind.value.operand, known);
    case 'callExpr': {
      const { function: name, target, args } = kind.value;
      return [...(isKnownFunction(name, known) ? [] : [`${name}()`]), ...all([target, ...args])];
    }
    case 'listExpr':
      return all(kind.value.elements);
    case 'structExpr':
      return kind.value.entries.flatMap(({ keyKind, value }) =>
        all([keyKind.case === 'mapKey' ? keyKind.value : undefined, value]),
      );
    case 'comprehensionExpr':
      return unknownInLoop(kind.value, known);
    default:
      return [];
  }
}

/** `variables.x`: the policy declares it, before it is used. */
function unknownVariable(
  { operand, field }: { operand?: Expr | undefined; field: string },
  { names }: Known,
): string[] | undefined {
  const kind = operand?.exprKind;
  if (kind?.case !== 'identExpr' || kind.value.name !== 'variables') return undefined;
  const name = `variables.${field}`;
  return names.has(name) ? [] : [name];
}

type Loop = Extract<Expr['exprKind'], { case: 'comprehensionExpr' }>['value'];

function unknownInLoop(loop: Loop, known: Known): string[] {
  const { iterRange, accuInit, iterVar, accuVar } = loop;
  const inside = { ...known, names: new Set([...known.names, iterVar, accuVar]) };
  const outer = [iterRange, accuInit].flatMap((part) => unknownNames(part, known));
  const inner = [loop.loopCondition, loop.loopStep, loop.result];
  return [...outer, ...inner.flatMap((part) => unknownNames(part, inside))];
}
