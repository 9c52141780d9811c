/**
 * The directives a CoreDNS knows. Source: plugin.cfg of CoreDNS 1.13 and the releases before it; who
 * builds one with further plugins knows more.
 */
import { distance } from 'fastest-levenshtein';

const built = new Set(
  `root metadata geoip cancel tls quic timeouts multisocket reload nsid bufsize bind debug trace ready
  health pprof prometheus errors log dnstap local dns64 any chaos loadbalance tsig cache rewrite acl
  header dnssec autopath minimal template transfer hosts route53 azure clouddns k8s_external kubernetes
  file auto secondary etcd loop forward grpc grpc_server https https3 erratic whoami on sign view nomad
  import startup shutdown`.split(/\s+/),
);

/** Known once: the upgrade beyond that release is when they stop the process. */
const removed: Readonly<Record<string, string>> = {
  proxy: '1.5, `forward` has taken its place',
  federation: '1.7',
};

export type Directive =
  | { kind: 'known' }
  | { kind: 'removed'; since: string }
  | { kind: 'misspelt'; meant: string }
  /** Of a build with further plugins, or nobody's. */
  | { kind: 'foreign' };

export function directiveOf(name: string): Directive {
  if (built.has(name)) return { kind: 'known' };
  const since = removed[name];
  if (since !== undefined) return { kind: 'removed', since };
  const [near] = [...built]
    .map((meant) => ({ meant, edits: distance(name, meant) }))
    .filter(({ meant, edits }) => edits <= (meant.length > 5 ? 2 : 1))
    .sort((a, b) => a.edits - b.edits);
  return near ? { kind: 'misspelt', meant: near.meant } : { kind: 'foreign' };
}
