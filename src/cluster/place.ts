/** Where a cluster is and as whom it is asked, in the words that errors use. */
import { code } from '../report.ts';

export interface Place {
  /** The cluster's name in the configuration. */
  cluster: string;
  /** Address without user, password and path. */
  server: string;
  proxy?: string;
  /** "kubeconfig `…`, context `…`": where address and credentials are written. */
  source: string;
  /** How we say who we are, such as "the token in `…`"; absent: not at all. */
  credentials?: string;
  /** What to do when they are refused, where more can be said than that they are wrong. */
  whenRefused?: string;
}

/** "the API server of cluster `prod` (`https://…:6443`)" */
export function serverOf({ cluster, server, proxy }: Place): string {
  const through = proxy ? ` through the proxy ${code(proxy)}` : '';
  return `the API server of cluster ${code(cluster)} (${code(server)}${through})`;
}

/** The commonest mistake behind an answer that is none: a TLS port spoken to without TLS. */
export function schemeDoubt({ server }: Place): string {
  return server.startsWith('http:') ? ` Should its address begin with ${code('https://')}?` : '';
}

/** Scheme, host and port; what stands before an `@` may be a password. */
export function bareAddress(address: string): string {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
