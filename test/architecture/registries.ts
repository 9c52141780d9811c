/**
 * A folder with a `registry.ts`: the list, and by its type the files that hold an item. The type
 * checker decides what an item is, so a helper beside the items is not taken for one.
 */
import { posix } from 'node:path';
import ts from 'typescript';
import { filesOf, root } from './tree.ts';

export interface Folder {
  path: string;
  /** Files whose exports could stand in the list. */
  items: string[];
  /** Files the list takes values from. */
  registered: string[];
  /** Files that neither the list nor another file beside it imports. */
  alone: string[];
}

export function readFolders(): Folder[] {
  const registries = filesOf('src/**/registry.ts');
  const files = registries.flatMap((path) => filesOf(`${posix.dirname(path)}/*.ts`));
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  const program = ts.createProgram(
    files.map((path) => `${root}${path}`),
    options,
  );
  return registries.map((path) => readFolder(program, path));
}

function readFolder(program: ts.Program, registry: string): Folder {
  const path = posix.dirname(registry);
  const types = itemTypes(program, registry);
  const others = filesOf(`${path}/*.ts`).filter((file) => file !== registry);
  return {
    path,
    items: others.filter((file) => exportsItem(program, file, types)),
    registered: importsOf(program, registry, { withTypes: false }),
    alone: others.filter((file) => !isImported(program, file, [...others, registry])),
  };
}

/** What the lists of a registry are lists of: elements of arrays, values of records. */
function itemTypes(program: ts.Program, registry: string): ts.Type[] {
  const checker = program.getTypeChecker();
  return exportsOf(program, registry).flatMap(({ type }) => {
    const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    const value = type.getStringIndexType();
    return [element, value].filter((one) => one !== undefined);
  });
}

function exportsItem(program: ts.Program, file: string, types: readonly ts.Type[]): boolean {
  const checker = program.getTypeChecker();
  return exportsOf(program, file).some(({ type }) => {
    const candidates = [type, checker.getIndexTypeOfType(type, ts.IndexKind.Number)];
    return candidates.some((one) => one && types.some((item) => isSame(checker, one, item)));
  });
}

/** Both ways: a function that takes less than an item would fit, but is a helper. */
function isSame(checker: ts.TypeChecker, one: ts.Type, item: ts.Type): boolean {
  if (one.flags & ts.TypeFlags.Any) return false;
  return checker.isTypeAssignableTo(one, item) && checker.isTypeAssignableTo(item, one);
}

function exportsOf(program: ts.Program, file: string): { name: string; type: ts.Type }[] {
  const checker = program.getTypeChecker();
  const source = sourceOf(program, file);
  const symbol = checker.getSymbolAtLocation(source);
  const exported = symbol ? checker.getExportsOfModule(symbol) : [];
  return exported
    .filter(({ flags }) => flags & ts.SymbolFlags.Value)
    .map((one) => ({ name: one.name, type: checker.getTypeOfSymbolAtLocation(one, source) }));
}

function isImported(program: ts.Program, file: string, by: readonly string[]): boolean {
  return by.some((other) => importsOf(program, other, { withTypes: true }).includes(file));
}

/** Of the same folder only. */
function importsOf(program: ts.Program, file: string, { withTypes }: { withTypes: boolean }) {
  return sourceOf(program, file).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement)) return [];
    if (statement.importClause?.isTypeOnly && !withTypes) return [];
    const specifier = statement.moduleSpecifier;
    const isOwn = ts.isStringLiteral(specifier) && /^\.\/[^/]+$/.test(specifier.text);
    return isOwn ? [posix.join(posix.dirname(file), specifier.text)] : [];
  });
}

function sourceOf(program: ts.Program, file: string): ts.SourceFile {
  const source = program.getSourceFile(`${root}${file}`);
  if (!source) throw new Error(`${file} is not in the program`);
  return source;
}
