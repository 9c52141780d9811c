/**
 * The API server's errors: a Status object with the reason, message and details a real one gives.
 * Clients decide by `reason` and `code`, people read `message`: both are part of the protocol.
 */
import { qualifiedName } from './resources.ts';

export interface StatusCause {
  reason: string;
  message: string;
  field: string;
}

export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: (StatusCause | { message: string })[];
  retryAfterSeconds?: number;
}

export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, unknown>;
  status: 'Failure' | 'Success';
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code?: number;
}

/** What an error says about the resource asked for. */
export interface Named {
  group: string;
  plural: string;
}

export class ApiError extends Error {
  readonly status: Status;
  constructor(code: number, reason: string, message: string, details?: StatusDetails) {
    super(message);
    this.name = 'ApiError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason !== '' && { reason }),
      ...(details && { details }),
      code,
    };
  }
}

/** Empty fields are left out, as Go's `omitempty` does. */
function about(resource: Named, name = ''): StatusDetails {
  return {
    ...(name && { name }),
    ...(resource.group && { group: resource.group }),
    kind: resource.plural,
  };
}

export const badRequest = (message: string) => new ApiError(400, 'BadRequest', message);

export const unauthorized = () => new ApiError(401, 'Unauthorized', 'Unauthorized');

export const notFound = (resource: Named, name: string) =>
  new ApiError(
    404,
    'NotFound',
    `${qualifiedName(resource)} "${name}" not found`,
    about(resource, name),
  );

/** A path below a known group version that no resource answers to. */
export const unknownPath = () =>
  new ApiError(404, 'NotFound', 'the server could not find the requested resource', {});

export const methodNotAllowed = () =>
  new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );

export const notAcceptable = () =>
  new ApiError(
    406,
    'NotAcceptable',
    'only the following media types are accepted: application/json',
  );

export const alreadyExists = (resource: Named, name: string) =>
  new ApiError(
    409,
    'AlreadyExists',
    `${qualifiedName(resource)} "${name}" already exists`,
    about(resource, name),
  );

export const staleVersion =
  'the object has been modified; please apply your changes to the latest version and try again';

export const conflict = (resource: Named, name: string, why = staleVersion) =>
  new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(resource)} "${name}": ${why}`,
    about(resource, name),
  );

export const expired = (message: string) => new ApiError(410, 'Expired', message);

export const unsupportedMediaType = (accepted: readonly string[]) =>
  new ApiError(
    415,
    'UnsupportedMediaType',
    'the body of the request was in an unknown format - accepted media types include: ' +
      accepted.join(', '),
  );

export function forbidden(resource: Named, name: string, why: string): ApiError {
  const subject = name ? `${qualifiedName(resource)} "${name}"` : qualifiedName(resource);
  return new ApiError(403, 'Forbidden', `${subject} is forbidden: ${why}`, about(resource, name));
}

/** `causes` in the order a real server checks; one is named in line, several in brackets. */
export function invalid(
  object: { group: string; kind: string },
  name: string,
  causes: StatusCause[],
): ApiError {
  const parts = causes.map((cause) => `${cause.field}: ${cause.message}`);
  const text = parts.length === 1 ? parts[0] : `[${parts.join(', ')}]`;
  const kind = object.group === '' ? object.kind : `${object.kind}.${object.group}`;
  return new ApiError(422, 'Invalid', `${kind} "${name}" is invalid: ${text}`, {
    ...(name && { name }),
    ...(object.group && { group: object.group }),
    ...(object.kind && { kind: object.kind }),
    causes,
  });
}

/** A client asked for a version that does not exist yet. */
export const versionTooLarge = (asked: number, current: number) =>
  new ApiError(504, 'Timeout', `Too large resource version: ${asked}, current: ${current}`, {
    causes: [
      { reason: 'ResourceVersionTooLarge', message: 'Too large resource version', field: '' },
    ],
    retryAfterSeconds: 1,
  });
