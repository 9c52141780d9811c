/** What to say when something essential, or something optional, could not be read. */
import { UserError } from '../errors.ts';
import { code, type NotEvaluated } from '../report.ts';
import { describePermission, type Gap } from '../snapshot.ts';

type Open = Omit<Gap, 'query'> & Partial<Pick<Gap, 'query'>>;

/** For something without which there is no answer. */
export function unreadable(gaps: readonly Open[], what: string): UserError {
  const [gap] = gaps;
  return new UserError('unreadable', {
    what: `${what} could not be read${gap ? `: ${reason(gap)}` : ''}.`,
    hint: gap ? remedy(gap) : 'Try again.',
  });
}

/** For something that only makes the answer richer. */
export function notEvaluated(gaps: readonly Open[], what: string): NotEvaluated[] {
  const [gap] = gaps;
  return gap ? [{ what, why: `${reason(gap)}. ${remedy(gap)}` }] : [];
}

export function reason({ reason, permission, message, query }: Open): string {
  switch (reason) {
    case 'refused':
      return permission
        ? `this account may not ${code(describePermission(permission))}`
        : 'this account may not read it';
    case 'not-installed':
      return `the cluster does not know ${code(query?.kind ?? 'this kind')}`;
    case 'unreachable':
      return message;
  }
}

/** Rights that are Roles of their own, because not everybody wants to give them. */
const optionalRoles: Readonly<Record<string, string>> = {
  'pods/log': 'infra/kubernetes/logs',
  'pods/portforward': 'infra/kubernetes/dns-lookup',
  secrets: 'infra/kubernetes/tls-secrets',
  clusterroles: 'infra/kubernetes/rbac-objects',
  clusterrolebindings: 'infra/kubernetes/rbac-objects',
};

function remedy({ reason, permission }: Open): string {
  const optional = optionalRoles[permission?.resource ?? ''];
  switch (reason) {
    case 'refused':
      if (optional) return `The optional Role in ${code(optional)} gives it.`;
      if (permission?.namespace) {
        return 'Grant it with a Role in that namespace, or apply `infra/kubernetes`.';
      }
      return permission?.isClusterScoped
        ? 'Grant it with a ClusterRole, or apply `infra/kubernetes`.'
        : 'Grant it with a ClusterRole, or apply `infra/kubernetes`; with rights in one namespace only, say which: `-n <namespace>`.';
    case 'not-installed':
      return 'Nothing can be said about it here.';
    case 'unreachable':
      return 'Try again; if it stays, the API server is overloaded or out of reach.';
  }
}
