/** The options of a write, in its query: `dryRun`, `fieldManager`, `fieldValidation`, `force`. */
import type { Call } from './cluster.ts';
import { invalid, type StatusCause } from './status.ts';

const kinds: Record<string, string> = {
  create: 'CreateOptions',
  update: 'UpdateOptions',
  patch: 'PatchOptions',
};

const directives = ['Ignore', 'Strict', 'Warn'];
const longestManager = 128;

const cause = (field: string, reason: string, message: string): StatusCause => ({
  reason,
  message,
  field,
});

const unsupported = (field: string, value: string, supported: readonly string[]) =>
  cause(
    field,
    'FieldValueNotSupported',
    `Unsupported value: ${JSON.stringify(value)}: supported values: ` +
      supported.map((one) => JSON.stringify(one)).join(', '),
  );

function forceProblems(query: URLSearchParams, isApply: boolean): StatusCause[] {
  if (isApply) {
    if (query.get('fieldManager')) return [];
    const message = 'Required value: is required for apply patch';
    return [cause('fieldManager', 'FieldValueRequired', message)];
  }
  if (!query.has('force')) return [];
  const message = 'Forbidden: may not be specified for non-apply patch';
  return [cause('force', 'FieldValueForbidden', message)];
}

function managerProblems(manager: string): StatusCause[] {
  if (manager.length > longestManager) {
    const message = `Too long: may not be more than ${longestManager} bytes`;
    return [cause('fieldManager', 'FieldValueTooLong', message)];
  }
  if (!/[\p{C}\p{Zl}\p{Zp}]/u.test(manager)) return [];
  const message = `Invalid value: ${JSON.stringify(manager)}: should only contain printable characters`;
  return [cause('fieldManager', 'FieldValueInvalid', message)];
}

/** Throws 422 for options that mean nothing. */
export function checkOptions({ info }: Call, isApply = false): void {
  const { query, verb } = info;
  const dryRun = query.getAll('dryRun').filter((value) => value !== '' && value !== 'All');
  const validation = query.get('fieldValidation') ?? '';
  const causes = [
    ...(verb === 'patch' ? forceProblems(query, isApply) : []),
    ...managerProblems(query.get('fieldManager') ?? ''),
    ...dryRun.map((value) => unsupported('dryRun', value, ['All'])),
    ...(validation === '' || directives.includes(validation)
      ? []
      : [unsupported('fieldValidation', validation, directives)]),
  ];
  const kind = kinds[verb] ?? 'DeleteOptions';
  if (causes.length > 0) throw invalid({ group: 'meta.k8s.io', kind }, '', causes);
}

export const isDryRun = ({ info }: Call) =>
  info.query.getAll('dryRun').some((value) => value === 'All');
