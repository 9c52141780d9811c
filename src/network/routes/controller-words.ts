/**
 * What controllers say about rules they do not serve, in events and in their logs, and what it means.
 * Sources: ingress-nginx internal/ingress/controller, aws-load-balancer-controller pkg/ingress,
 * Traefik pkg/provider/kubernetes, cert-manager pkg/controller/certificate-shim.
 */
import { awsWords } from './aws-words.ts';
import type { ControllerSign } from './controller-sign.ts';

/** The first that fits is the meaning. */
export const signs: readonly ControllerSign[] = [
  {
    kind: 'refuses',
    about: 'class',
    pattern: /Ignoring ingress because of error while validating ingress class/,
    means: 'the controller leaves the Ingress out: its class is none that the controller watches',
    fix: 'Name a class of this controller in `spec.ingressClassName`.',
  },
  {
    kind: 'refuses',
    about: 'annotations',
    pattern: /contains risky annotation|annotation.* cannot be used|contains invalid word/,
    means: 'the controller refuses the Ingress for an annotation that it does not allow',
    fix: 'Take the annotation away, or allow it in the controller’s ConfigMap (`allow-snippet-annotations`, `annotations-risk-level`).',
  },
  {
    kind: 'refuses',
    about: 'clash',
    pattern: /host ".*" and path ".*" is already defined in ingress|All hosts are taken by other/,
    means: 'another Ingress has the same host and path, and had them first',
    fix: 'Give the rule another host or path, or take it out of the other Ingress.',
  },
  {
    kind: 'refuses',
    about: 'annotations',
    pattern: /admission webhook "[^"]*" denied the request/,
    means: 'an admission webhook refuses it, so that the change was not made',
    fix: 'Change what the webhook names, and apply it again.',
  },
  {
    kind: 'refuses',
    about: 'annotations',
    pattern: /configuration file \S+ test failed|Unexpected failure reloading the backend/,
    means:
      'nginx cannot read the configuration made of all Ingresses, so that no change of any of them takes effect',
    fix: 'Look for the line `[emerg]` before it: it names the directive, usually from a snippet or a path that is no valid expression.',
    isForAll: true,
  },
  {
    kind: 'refuses',
    about: 'backend',
    pattern:
      /[Ee]rror obtaining (Endpoints|service)|no object matching key|kubernetes service not found|could not find service|service not found/,
    means: 'the controller does not find the Service behind a rule',
    fix: 'Name a Service that exists in the namespace of the Ingress.',
  },
  {
    kind: 'refuses',
    about: 'port',
    pattern: /Service "?\S+"? has no port|service port not found|does not have port/,
    means: 'the Service behind a rule does not have the port that the rule names',
    fix: 'Name a port that the Service has.',
  },
  {
    kind: 'fails',
    about: 'endpoints',
    pattern: /does not have any active Endpoint|[Nn]o (ready )?endpoints|subset not found/,
    means: 'the Service behind a rule has no ready endpoints',
    fix: 'See that its selector takes pods, and that they are ready.',
  },
  {
    kind: 'weakens',
    about: 'tls',
    pattern:
      /[Ee]rror getting SSL certificate|Unexpected error validating SSL certificate|secret .*(does not exist|not found)/,
    means: 'the controller has no valid certificate for a host, and shows a default one',
    fix: 'See that the Secret of `spec.tls` is there, in the namespace of the Ingress, with a certificate for the host.',
  },
  {
    kind: 'refuses',
    about: 'annotations',
    pattern: /middleware \\?".*\\?" does not exist|invalid middleware .* not (exist|allowed)/,
    means: 'Traefik does not find a middleware that a rule names, and leaves the rule out',
    fix: 'Create the Middleware, or name it as `<namespace>-<name>@kubernetescrd`.',
  },
  {
    kind: 'refuses',
    about: 'backend',
    pattern:
      /the service \\?".*\\?" does not exist|Cannot create service|[Ee]xternalName services not allowed/,
    means: 'Traefik cannot use the Service behind a rule, and leaves the rule out',
    fix: 'See that the Service exists with this port; for an ExternalName Traefik has to be told `allowExternalNameServices`.',
  },
  ...awsWords,
  {
    kind: 'refuses',
    about: 'tls',
    pattern:
      /TLS entry \d+ is invalid|failed to determine issuer name|secretName must be specified/,
    means: 'cert-manager cannot make a certificate of what the Ingress says',
    fix: 'Give each entry of `spec.tls` its hosts and a `secretName`, and name an issuer in `cert-manager.io/cluster-issuer`.',
  },
  {
    kind: 'fails',
    about: 'requests',
    pattern: /upstream timed out/,
    means: 'a backend does not answer in time',
    fix: 'Look at the pods of the backend: busy, stuck, or closed to the controller by a NetworkPolicy.',
  },
  {
    kind: 'fails',
    about: 'requests',
    pattern: /no live upstreams/,
    means: 'all endpoints of a backend have failed one after another',
    fix: 'Look at the pods of the backend, and at the errors before this line.',
  },
  {
    kind: 'fails',
    about: 'requests',
    pattern: /connect\(\) failed \(\d+: [^)]+\) while connecting to upstream/,
    means: 'connections to a backend fail',
    fix: 'See that the pods listen on the port that `targetPort` names, and on all addresses rather than 127.0.0.1.',
  },
  {
    kind: 'fails',
    about: 'requests',
    pattern: /upstream (sent too big header|prematurely closed connection|sent no valid HTTP)/,
    means: 'a backend answers in a way that the controller cannot pass on',
    fix: 'See that the backend speaks what `backend-protocol` says, and how large its headers are (`proxy-buffer-size`).',
  },
];

export const signOf = (text: string): ControllerSign | undefined =>
  signs.find(({ pattern }) => pattern.test(text));
