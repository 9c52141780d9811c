/** What someone who applies is told when others answer for the fields already. */
import { ApiError } from '../status.ts';
import type { Manager } from './managers.ts';
import { pathText } from './path.ts';
import { type FieldSet, pathsOf } from './set.ts';

export interface Conflict {
  manager: Manager;
  fields: FieldSet;
}

function managerText({ manager, operation, apiVersion, subresource }: Manager): string {
  const name = JSON.stringify(manager);
  const full =
    subresource === '' ? name : `${name} with subresource ${JSON.stringify(subresource)}`;
  return operation === 'Update' ? `${full} using ${apiVersion}` : full;
}

const paths = ({ fields }: Conflict) => pathsOf(fields).map(pathText);

function list(conflict: Conflict): string[] {
  return [
    `conflicts with ${managerText(conflict.manager)}:`,
    ...paths(conflict).map((path) => `- ${path}`),
  ];
}

export function applyConflict(conflicts: readonly Conflict[]): ApiError {
  const sorted = conflicts.toSorted((a, b) =>
    managerText(a.manager) < managerText(b.manager) ? -1 : 1,
  );
  const causes = sorted.flatMap((conflict) =>
    paths(conflict).map((field) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${managerText(conflict.manager)}`,
      field,
    })),
  );
  const [only] = causes;
  const message =
    causes.length === 1 && only
      ? `Apply failed with 1 conflict: ${only.message}: ${only.field}`
      : `Apply failed with ${causes.length} conflicts: ${sorted.flatMap(list).join('\n')}`;
  return new ApiError(409, 'Conflict', message, { causes });
}
