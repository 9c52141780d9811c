/** Which lines of a controller's log are about certain rules, and what they mean. */
import type { ControllerSign } from './controller-sign.ts';
import { signOf } from './controller-words.ts';

export interface LogSubject {
  namespace: string;
  name: string;
  /** IngressGroup of an AWS load balancer, under which its controller works. */
  group?: string | undefined;
  hosts: readonly string[];
  services: readonly { namespace: string; name: string }[];
  /** Of `spec.tls`, in the same namespace. */
  secrets: readonly string[];
}

export interface ControllerTrouble {
  sign: ControllerSign;
  /** The last one that says it. */
  line: string;
  times: number;
}

/** The controller has taken the rules since: what it refused before is over. */
const success =
  /[Ss]uccessfully (deployed|built) model|[Ss]uccessfully reconciled|Found valid IngressClass|Backend successfully reloaded/;

/** The gravest first. */
export function controllerTroubles(
  lines: readonly string[],
  subject: LogSubject,
): ControllerTrouble[] {
  const own = lines.flatMap((line) => {
    const sign = signOf(line);
    return isAbout(line, subject) || sign?.isForAll ? [{ line, sign }] : [];
  });
  const lastSuccess = own.findLastIndex(({ line, sign }) => !sign && success.test(line));
  const reload = lines.findLastIndex((line) => /Backend successfully reloaded/.test(line));
  const open = own.flatMap(({ line, sign }, at) => {
    const isOver = sign?.isForAll ? lines.lastIndexOf(line) < reload : at < lastSuccess;
    const isPast = isOver && sign?.kind === 'refuses';
    return sign && !isPast ? [{ line, sign }] : [];
  });
  return [...Map.groupBy(open, ({ sign }) => sign)]
    .flatMap(([sign, all]) => {
      const last = all.at(-1);
      return last ? [{ sign, line: last.line, times: all.length }] : [];
    })
    .sort((a, b) => ranks[a.sign.kind] - ranks[b.sign.kind]);
}

const ranks = { refuses: 0, fails: 1, weakens: 2 };

/** By `namespace/name`, by fields of their own, by the names Traefik makes of them, or by a host. */
export function isAbout(line: string, subject: LogSubject): boolean {
  const { namespace, name, group, hosts, services, secrets } = subject;
  const pairs = [{ namespace, name }, ...services];
  const words = [
    ...pairs.map((one) => `${one.namespace}/${one.name}`),
    ...secrets.map((secret) => `${namespace}/${secret}`),
    ...hosts.filter((host) => host !== '').map((host) => host.replace(/^\*\./, '')),
  ];
  return (
    words.some((word) => hasWord(line, word)) ||
    pairs.some((one) => isTraefiks(line, one)) ||
    isField(line, 'name', group ?? name, group === undefined ? namespace : undefined) ||
    isField(line, 'ingress', name, namespace)
  );
}

/** Not as a part of a longer name or host. */
function hasWord(line: string, word: string): boolean {
  return new RegExp(`(?<![\\w.-])${escaped(word)}(?![\\w-]|\\.\\w)`).test(line);
}

/** `ingress=shop namespace=shop`, `"name":"shop","namespace":"shop"` */
function isField(line: string, key: string, name: string, namespace: string | undefined): boolean {
  const has = (field: string, value: string) =>
    new RegExp(`\\b${field}"?[=:]\\s?"?${escaped(value)}(?![\\w.-])`).test(line);
  return has(key, name) && (namespace === undefined || has('namespace', namespace));
}

/** Routers and services: `shop-api-a1b2c3@kubernetescrd`, `shop-api-80@kubernetescrd`. */
function isTraefiks(line: string, { namespace, name }: { namespace: string; name: string }) {
  const start = escaped(`${namespace}-${name}`);
  return new RegExp(`(?<![\\w-])${start}(-[\\w-]+)?@kubernetes(crd)?\\b`).test(line);
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
