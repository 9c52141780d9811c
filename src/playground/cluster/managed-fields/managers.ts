/** `metadata.managedFields`: who answers for which fields, read, written and put in order. */
import { isObject } from '../schema/type.ts';
import type { KubeObject } from '../storage.ts';
import { difference, type FieldSet, fromFieldsV1, isEmpty, toFieldsV1, union } from './set.ts';

export interface Manager {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource: string;
  /** Absent when a client made it up without one. */
  time: string | undefined;
  fields: FieldSet;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function readEntry(value: unknown): Manager[] {
  if (!isObject(value)) return [];
  const { manager, operation, apiVersion, subresource, time, fieldsV1 } = value;
  if (operation !== 'Apply' && operation !== 'Update') return [];
  return [
    {
      manager: textOf(manager),
      operation,
      apiVersion: textOf(apiVersion),
      subresource: textOf(subresource),
      time: typeof time === 'string' ? time : undefined,
      fields: fromFieldsV1(fieldsV1),
    },
  ];
}

export function readManagers({ metadata }: Pick<KubeObject, 'metadata'>): Manager[] {
  const entries: unknown = metadata.managedFields;
  return Array.isArray(entries) ? entries.flatMap(readEntry) : [];
}

/** Someone who applies stays the same across versions; someone who updates does not. */
export const isSameManager = (a: Manager, b: Manager) =>
  a.manager === b.manager &&
  a.operation === b.operation &&
  a.subresource === b.subresource &&
  (a.operation === 'Apply' || a.apiVersion === b.apiVersion);

const seconds = ({ time }: Manager) => (time ? Date.parse(time) / 1000 : 0);

const order = (a: Manager, b: Manager) =>
  a.operation.localeCompare(b.operation) ||
  seconds(a) - seconds(b) ||
  (a.manager < b.manager ? -1 : a.manager > b.manager ? 1 : 0) ||
  a.apiVersion.localeCompare(b.apiVersion) ||
  a.subresource.localeCompare(b.subresource);

function writeEntry({ manager, operation, apiVersion, subresource, time, fields }: Manager) {
  return {
    ...(manager && { manager }),
    operation,
    apiVersion,
    ...(time && { time }),
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(fields),
    ...(subresource && { subresource }),
  };
}

const isOwner = ({ fields }: Manager) => !isEmpty(fields);

export const writeManagers = (managers: readonly Manager[]) =>
  managers.filter(isOwner).toSorted(order).map(writeEntry);

/** Everybody but `except` gives up these fields. */
export const takeFrom = (
  managers: readonly Manager[],
  fields: FieldSet,
  except?: Manager,
): Manager[] =>
  managers
    .map((one) => (one === except ? one : { ...one, fields: difference(one.fields, fields) }))
    .filter(isOwner);

const mostUpdaters = 10;

/** The oldest updates are put together when there are too many to tell apart. */
export function capped(managers: readonly Manager[]): readonly Manager[] {
  const updaters = managers.filter((one) => one.operation === 'Update');
  const surplus = updaters.length - mostUpdaters;
  if (surplus <= 0) return managers;
  const oldest = updaters.toSorted((a, b) => seconds(a) - seconds(b)).slice(0, surplus + 1);
  const last = oldest.at(-1);
  if (!last) return managers;
  const fields = oldest.map((one) => one.fields).reduce(union);
  const bucket: Manager = { ...last, manager: 'ancient-changes', subresource: '', fields };
  return [...managers.filter((one) => !oldest.includes(one)), bucket];
}
