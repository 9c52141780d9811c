/** One source file as the walls see it: what it imports and what it uses, from TypeScript's own parser. */
import ts from 'typescript';

export interface Import {
  /** As written, such as `../report.ts` or `node:fs`. */
  to: string;
  /** `import type` and `export type` only: nothing of it is left at run time. */
  isTypeOnly: boolean;
  line: number;
}

/** Something a pure file must not use: it waits, asks the clock, or reaches outside. */
export interface Use {
  what: string;
  line: number;
}

export interface Source {
  /** Relative to the project, with `/`. */
  path: string;
  imports: Import[];
  impurities: Use[];
  consoleLines: number[];
}

export function readSource(path: string, text: string): Source {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const source: Source = { path, imports: [], impurities: [], consoleLines: [] };
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const visit = (node: ts.Node): void => {
    const line = lineOf(node);
    const imported = importOf(node);
    if (imported) source.imports.push({ ...imported, line });
    const what = impurityOf(node);
    if (what) source.impurities.push({ what, line });
    if (isGlobal(node, 'console')) source.consoleLines.push(line);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return source;
}

function importOf(node: ts.Node): Omit<Import, 'line'> | undefined {
  if (ts.isImportDeclaration(node)) {
    return named(node.moduleSpecifier, node.importClause?.isTypeOnly === true);
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return named(node.moduleSpecifier, node.isTypeOnly);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return named(node.argument.literal, true);
  }
  if (ts.isCallExpression(node) && isLoader(node.expression))
    return named(node.arguments[0], false);
  return undefined;
}

/** `import('…')`, `require('…')` and `require.resolve`-like calls load just as a declaration does. */
function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || isGlobal(callee, 'require');
}

/** A computed name could be anything: it is told as such, and no wall lets it through. */
function named(specifier: ts.Node | undefined, isTypeOnly: boolean): Omit<Import, 'line'> {
  const isText = specifier && ts.isStringLiteralLike(specifier);
  return { to: isText ? specifier.text : '(computed)', isTypeOnly };
}

/** Names of the platform through which a file would learn the time or reach the outside. */
const outside = new Set([
  'process',
  'fetch',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'globalThis',
  'crypto',
  'WebSocket',
  'XMLHttpRequest',
]);

function impurityOf(node: ts.Node): string | undefined {
  if (ts.isAwaitExpression(node)) return 'await';
  if (ts.isForOfStatement(node) && node.awaitModifier) return 'for await';
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async';
  if (ts.isNewExpression(node) && isGlobal(node.expression, 'Date') && !node.arguments?.length) {
    return 'new Date()';
  }
  if (ts.isCallExpression(node) && isGlobal(node.expression, 'Date')) return 'Date()';
  if (isMember(node, 'Date', 'now')) return 'Date.now';
  if (isMember(node, 'Math', 'random')) return 'Math.random';
  return ts.isIdentifier(node) && outside.has(node.text) && isGlobal(node, node.text)
    ? node.text
    : undefined;
}

function isMember(node: ts.Node, object: string, name: string): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    isGlobal(node.expression, object) &&
    node.name.text === name
  );
}

/** The name itself, not a property or a field that happens to be called the same. */
function isGlobal(node: ts.Node, name: string): boolean {
  if (!ts.isIdentifier(node) || node.text !== name) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return ts.isExpression(parent) || ts.isExpressionStatement(parent) || takesValue(parent, node);
}

function takesValue(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) {
    return parent.initializer === node;
  }
  return (
    ts.isShorthandPropertyAssignment(parent) || ts.isStatement(parent) || ts.isTemplateSpan(parent)
  );
}
