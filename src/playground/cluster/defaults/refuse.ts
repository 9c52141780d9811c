/** The 422 an allocation ends in when what was asked for cannot be had. */

import { type ApiError, invalid } from '../status.ts';
import type { KubeObject } from '../storage.ts';

export function refuse(object: KubeObject, field: string, message: string): ApiError {
  const group = object.apiVersion.includes('/') ? (object.apiVersion.split('/')[0] ?? '') : '';
  const reason = message.startsWith('Unsupported value')
    ? 'FieldValueNotSupported'
    : 'FieldValueInvalid';
  return invalid({ group, kind: object.kind }, object.metadata.name, [{ reason, field, message }]);
}
