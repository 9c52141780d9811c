/** What every handler of the API server works on, and the shapes of a request and its answer. */
import type { ServerResponse } from 'node:http';
import type { Admit, User } from './admission.ts';
import type { Logs } from './logs.ts';
import type { Authorizer } from './rbac.ts';
import type { RequestInfo, Target } from './request-info.ts';
import type { Resource, Resources, Subresource } from './resources.ts';
import type { Storage } from './storage.ts';
import type { Tokens } from './tokens.ts';

export interface Cluster {
  storage: Storage;
  resources: Resources;
  tokens: Tokens;
  authorizer: Authorizer;
  logs: Logs;
  admit: Admit;
  now: () => Date;
  /** Where clients are told the server is: `host:port`. */
  address: string;
}

/** A request whose sender is known. */
export interface Call {
  cluster: Cluster;
  info: RequestInfo;
  method: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  user: User;
  body: Buffer;
  /** Texts of `Warning` headers, added to while the request is handled. */
  warnings: string[];
}

/** A request for a resource that exists (not: for an object that does). */
export interface ResourceCall extends Call {
  target: Target;
  resource: Resource;
  subresource: Subresource | undefined;
}

export interface Reply {
  status: number;
  contentType: string;
  body: string | Buffer;
  /** Texts of `Warning` headers. */
  warnings?: readonly string[];
}

/** Takes over the response for as long as it likes. */
export type Stream = (response: ServerResponse) => void;

export type Answer = Reply | Stream;

export const json = (status: number, body: unknown): Reply => ({
  status,
  contentType: 'application/json',
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export const plainText = (status: number, body: string): Reply => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body,
});
