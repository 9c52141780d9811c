/**
 * What CoreDNS says in its log when it cannot do its work, and what that means. Sources: the plugins'
 * pages on https://coredns.io/plugins/ (loop, forward, errors, kubernetes), and client-go's reflector.
 */

export interface LogSign {
  /** stops: the process ends with it · denied, blind: it may not read the cluster, or does not reach it ·
   * upstream: names outside of the cluster, which a few lost questions do not harm. */
  kind: 'stops' | 'denied' | 'blind' | 'upstream';
  pattern: RegExp;
  means: string;
  fix: string;
}

const resolvConf =
  'Let the kubelet hand out a resolv.conf that names real servers (`resolvConf: /run/systemd/resolve/resolv.conf`), or name them after `forward` in the Corefile.';

/** The first that fits a line is its meaning. */
const signs: readonly LogSign[] = [
  {
    kind: 'stops',
    pattern: /\bLoop \(.*\) detected for zone/,
    means:
      'its questions come back to itself (a forwarding loop), and it ends itself: usually the node’s resolv.conf names a local stub such as `127.0.0.53`',
    fix: resolvConf,
  },
  {
    kind: 'stops',
    pattern:
      /Error during parsing|[Uu]nknown directive|Restart failed:|not balanced|already defined/,
    means: 'it cannot read its Corefile, and does not start with it',
    fix: 'Mend the line of the Corefile that it names.',
  },
  {
    kind: 'stops',
    pattern: /listen (tcp|udp).*\bbind: /,
    means:
      'it cannot listen at its port: another process has it, or it lacks the right to low ports',
    fix: 'Free the port, or give the container the capability `NET_BIND_SERVICE`.',
  },
  {
    kind: 'denied',
    pattern: /\bis forbidden: User\b|cannot (list|watch) resource/,
    means: 'it may not read what names are made of: its answers are SERVFAIL, or stale',
    fix: 'Give its account list and watch of what the log names, as the ClusterRole `system:coredns` of your Kubernetes version does.',
  },
  {
    kind: 'blind',
    pattern:
      /Kubernetes API connection failure|[Ff]ailed to (list|watch) .*(timeout|refused|no route|unreachable|x509|Unauthorized|no such host|EOF)/,
    means: 'it does not reach the API server, of which it learns all names of the cluster',
    fix: 'Look for what stands between DNS pods and the Service `default/kubernetes`: kube-proxy, a NetworkPolicy, the node.',
  },
  {
    kind: 'blind',
    pattern: /starting server with unsynced Kubernetes API/,
    means: 'it has started without having read the cluster: names that exist are not found',
    fix: 'Look for what keeps it from the API server: its rights, kube-proxy, a NetworkPolicy.',
  },
  {
    kind: 'upstream',
    pattern: /plugin\/errors: .*i\/o timeout/,
    means: 'the DNS servers outside of the cluster do not answer it in time',
    fix: 'Look at the servers after `forward` in the Corefile (or in the node’s resolv.conf), and at what stands before them: firewalls, egress policies.',
  },
  {
    kind: 'upstream',
    pattern: /plugin\/errors: .*connection refused/,
    means: 'the DNS servers outside of the cluster refuse its questions',
    fix: 'Name servers that answer after `forward` in the Corefile, or in the node’s resolv.conf.',
  },
  {
    kind: 'upstream',
    pattern: /plugin\/errors: .*(no route to host|unreachable)/,
    means: 'there is no way to the DNS servers outside of the cluster',
    fix: 'Look at the routes and firewalls of the node, and at egress policies of the DNS namespace.',
  },
  {
    kind: 'upstream',
    pattern: /concurrent queries exceeded maximum/,
    means: 'more questions are on their way to servers outside than `max_concurrent` allows',
    fix: 'Run more DNS pods, use NodeLocal DNSCache, or raise `max_concurrent` in the Corefile.',
  },
  {
    kind: 'upstream',
    pattern: /no such host/,
    means: 'a server it is told to ask is given by a name that does not resolve',
    fix: 'Name the server by its address in the Corefile.',
  },
  {
    kind: 'upstream',
    pattern: /\[ERROR\] plugin\/errors|" SERVFAIL /,
    means: 'questions fail (SERVFAIL)',
    fix: 'Look at the names and servers in these lines of the log.',
  },
];

export interface LogTrouble {
  sign: LogSign;
  /** The last one that says it. */
  line: string;
  times: number;
}

/**
 * With the plugin `loop` each CoreDNS asks for a random name of type HINFO when it starts. Nobody else
 * asks for that type, and nobody misses the answer: https://coredns.io/plugins/loop/
 */
const isOwnQuestion = (line: string) => /plugin\/errors: \d \S+ HINFO: /.test(line);

/** The gravest first. */
export function logTroubles(lines: readonly string[]): LogTrouble[] {
  const found = lines.flatMap((line) => {
    const sign = isOwnQuestion(line) ? undefined : signs.find(({ pattern }) => pattern.test(line));
    return sign ? [{ sign, line }] : [];
  });
  const groups = Map.groupBy(found, ({ sign }) => sign);
  return signs.flatMap((sign) => {
    const all = groups.get(sign) ?? [];
    const last = all.at(-1);
    return last ? [{ ...last, times: all.length }] : [];
  });
}
