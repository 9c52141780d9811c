/** What a canary misses whose host and path no primary Ingress of its class has. */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { nearest, oneOf } from '../nearest.ts';
import { servedBy } from './ingress-class.ts';
import { type Entry, entriesOf, ruleWords, sourceOf } from './ingress-entries.ts';
import { isSameRule } from './ingress-nginx-canaries.ts';
import { isCanary } from './ingress-nginx-canary.ts';
import type { RouteObjects } from './route.ts';
import type { RuleTrouble } from './trouble.ts';

/** @param primaries of the canary's class */
export function missedPrimary(
  entry: Entry,
  primaries: readonly Ingress[],
  objects: RouteObjects,
): RuleTrouble {
  const known = primaries.flatMap(entriesOf);
  const elsewhere = (objects.ingresses ?? [])
    .filter((one) => !isCanary(one) && !primaries.includes(one))
    .flatMap(entriesOf)
    .find((other) => isSameRule(other, entry));
  if (elsewhere) return otherClass(entry, elsewhere, objects);
  const here = known.filter(({ host }) => host === entry.host);
  if (here.length === 0) return noHost(entry, known);
  const samePath = here.find(({ path }) => path === entry.path);
  return samePath ? otherType(entry, samePath) : otherPath(entry, here);
}

const nameOf = ({ metadata: { namespace, name } }: Ingress) => code(`${namespace}/${name}`);
const hostWords = (host: string) =>
  host === '' ? 'takes every host, as its rule without a host does' : `has host ${code(host)}`;

function otherClass(entry: Entry, other: Entry, objects: RouteObjects): RuleTrouble {
  const [own, theirs] = [entry, other].map(({ ingress }) => servedBy(ingress, objects).className);
  return {
    gravity: 'breaks',
    summary: `it gets nothing: its class is ${code(own ?? '')}, that of the primary Ingress ${nameOf(other.ingress)} is ${code(theirs || 'none')}`,
    at: sourceOf(entry.ingress),
    field: 'spec.ingressClassName',
    value: own ?? '',
    fix: theirs
      ? `Set ${code('spec.ingressClassName')} to ${code(theirs)}.`
      : 'Give both the same class.',
    ...(theirs && { kubectl: patchClass(entry.ingress, theirs) }),
  };
}

function patchClass({ metadata }: Ingress, name: string): string {
  const patch = JSON.stringify({ spec: { ingressClassName: name } });
  return `kubectl patch ingress ${metadata.name} -n ${metadata.namespace} --type merge -p '${patch}'`;
}

function noHost(entry: Entry, known: readonly Entry[]): RuleTrouble {
  const hosts = [...new Set(known.map(({ host }) => host).filter((host) => host !== ''))];
  const [only] = hosts.length === 1 ? hosts : [];
  const [meant] = entry.host === '' ? [only] : nearest(entry.host, hosts);
  return {
    gravity: 'breaks',
    summary: `it gets nothing: no primary Ingress of its class ${hostWords(entry.host)}${meant ? `, only ${code(meant)}` : ''}`,
    at: sourceOf(entry.ingress),
    field: 'spec.rules[].host',
    value: entry.host || 'none',
    fix: meant
      ? `Write ${code(meant)}, the host of the primary Ingress.`
      : 'Write the host of the primary Ingress, letter by letter: a wildcard is another one.',
  };
}

function otherType(entry: Entry, primary: Entry): RuleTrouble {
  return {
    gravity: 'breaks',
    summary: `it gets nothing: its path ${code(entry.path)} has pathType ${entry.pathType}, that of the primary Ingress ${nameOf(primary.ingress)} has ${primary.pathType}`,
    at: sourceOf(entry.ingress),
    field: 'spec.rules[].http.paths[].pathType',
    value: entry.pathType,
    fix: `Set pathType ${primary.pathType}.`,
  };
}

function otherPath(entry: Entry, here: readonly Entry[]): RuleTrouble {
  const paths = [...new Set(here.map(({ path }) => path))];
  const [near] = nearest(entry.path, paths, 1);
  const meant = here.find(({ path }) => path === near) ?? here[0];
  return {
    gravity: 'breaks',
    summary: `it gets nothing: no primary Ingress has ${ruleWords(entry)}, only ${oneOf(paths.slice(0, 4), 'and')}; the two have to be equal`,
    at: sourceOf(entry.ingress),
    field: 'spec.rules[].http.paths[].path',
    value: `${entry.pathType} ${entry.path}`,
    fix: `Write the path as the primary Ingress does, such as ${meant?.pathType ?? 'Prefix'} ${code(meant?.path ?? '/')}.`,
  };
}
