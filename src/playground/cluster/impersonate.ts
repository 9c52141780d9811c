/** `kubectl --as`: acting as somebody else, for those whose role allows the verb `impersonate`. */
import type { IncomingHttpHeaders } from 'node:http';
import type { User } from './admission.ts';
import type { Authorizer } from './rbac.ts';
import { forbidden } from './status.ts';

interface Subject {
  plural: 'users' | 'groups' | 'serviceaccounts';
  namespace: string;
  name: string;
}

function subjectOf(username: string): Subject {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username) ?? [];
  if (!namespace || !name) return { plural: 'users', namespace: '', name: username };
  return { plural: 'serviceaccounts', namespace, name };
}

function check(authorizer: Authorizer, user: User, { plural, namespace, name }: Subject): void {
  const asked = {
    verb: 'impersonate',
    group: '',
    resource: plural,
    subresource: '',
    namespace,
    name,
  };
  if (authorizer.decide(user, asked).allowed) return;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const why = `User "${user.username}" cannot impersonate resource "${plural}" in API group "" ${where}`;
  throw forbidden({ group: '', plural }, name, why);
}

function groupsFor(subject: Subject, asked: readonly string[]): string[] {
  const base = subject.name === 'system:anonymous' ? 'unauthenticated' : 'authenticated';
  const { plural, namespace } = subject;
  const account = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  const implied = plural === 'serviceaccounts' && asked.length === 0 ? account : [];
  return [...asked, ...implied, `system:${base}`];
}

/** Whom the request speaks for: its sender, unless it asks to act as another. */
export function impersonate(
  headers: IncomingHttpHeaders,
  user: User,
  authorizer: Authorizer,
): User {
  const username = headers['impersonate-user'];
  if (typeof username !== 'string' || username === '') return user;
  const subject = subjectOf(username);
  // Node joins a header that comes several times; names of groups hold no comma.
  const groups = String(headers['impersonate-group'] ?? '')
    .split(',')
    .map((group) => group.trim())
    .filter((group) => group !== '');
  check(authorizer, user, subject);
  for (const name of groups) check(authorizer, user, { plural: 'groups', namespace: '', name });
  return { username, groups: groupsFor(subject, groups) };
}
