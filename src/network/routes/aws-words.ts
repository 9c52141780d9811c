/** What the AWS Load Balancer Controller says when it cannot make or change a load balancer. */
import type { ControllerSign } from './controller-sign.ts';

export const awsWords: readonly ControllerSign[] = [
  {
    kind: 'refuses',
    about: 'cloud',
    pattern:
      /unable to (resolve|discover) at least one subnet|auto-discover(ed)? subnets|at least two subnets/,
    means: 'it finds no subnets for the load balancer',
    fix: 'Tag at least two subnets of different zones with `kubernetes.io/role/elb: 1` (for an internal one `kubernetes.io/role/internal-elb: 1`), or name them in `alb.ingress.kubernetes.io/subnets`.',
  },
  {
    kind: 'refuses',
    about: 'cloud',
    pattern: /AccessDenied|is not authorized to perform|UnauthorizedOperation/,
    means: 'AWS refuses it a call: its IAM role lacks a right',
    fix: 'Give the controller’s IAM role the policy of its version; the message names the action that is missing.',
  },
  {
    kind: 'refuses',
    about: 'cloud',
    pattern:
      /WebIdentityErr|no EC2 IMDS role|refresh cached credentials|ExpiredToken|InvalidClientTokenId/,
    means: 'it has no valid AWS credentials',
    fix: 'See that its ServiceAccount is bound to an IAM role (IRSA or Pod Identity).',
  },
  {
    kind: 'refuses',
    about: 'tls',
    pattern: /no certificate found for host|CertificateNotFound/,
    means: 'there is no certificate in ACM for a host',
    fix: 'Issue one in ACM for the host, in the region of the load balancer, or name it in `alb.ingress.kubernetes.io/certificate-arn`.',
  },
  {
    kind: 'refuses',
    about: 'annotations',
    pattern: /conflicting \w+/,
    means: 'Ingresses of one group contradict each other',
    fix: 'Let only one Ingress of the group say it, or all of them the same.',
  },
  {
    kind: 'refuses',
    about: 'annotations',
    pattern:
      /missing actions\.|failed to parse .*annotation|failed to load .* configuration|(unknown|invalid) (scheme|target ?[tT]ype|action type)|shouldn't contain wildcards/,
    means: 'it cannot read an annotation or a path of the Ingress',
    fix: 'Mend what the message names.',
  },
  {
    kind: 'refuses',
    about: 'port',
    pattern: /TargetGroup port is empty|must be of type 'NodePort'|unable to find port/,
    means:
      'it cannot use the port of a Service: the port is not there, or the Service has no node port, which target type `instance` needs',
    fix: 'Name a port of the Service, and set `alb.ingress.kubernetes.io/target-type: ip` for a ClusterIP Service.',
  },
  {
    kind: 'refuses',
    about: 'backend',
    pattern: /services? \\?"[^"]+" not found|unable to find service/i,
    means: 'it does not find the Service behind a rule',
    fix: 'Name a Service that exists in the namespace of the Ingress.',
  },
  {
    kind: 'refuses',
    about: 'cloud',
    pattern: /TooMany\w+|LimitExceeded|quota/i,
    means: 'a limit of the AWS account is reached',
    fix: 'Ask AWS for a higher quota, or let several Ingresses share one load balancer (`group.name`).',
  },
  {
    kind: 'weakens',
    about: 'cloud',
    pattern: /Throttling|Rate exceeded|RequestLimitExceeded/,
    means: 'AWS answers it too late, as it asks too often',
    fix: 'Wait; if it stays so, look for what else uses up the API limits of the account.',
  },
  {
    kind: 'refuses',
    about: 'cloud',
    pattern:
      /(InvalidGroup|SecurityGroup|InvalidSubnet|LoadBalancer|TargetGroup)\S*(NotFound|\.NotFound)/,
    means: 'something that it was told to use is not there in AWS',
    fix: 'Name security groups, subnets and target groups that exist in the VPC of the cluster.',
  },
  {
    kind: 'refuses',
    about: 'controller',
    pattern: /failed calling webhook|no endpoints available for service "?\S*webhook/,
    means: 'a webhook that has to agree does not answer',
    fix: 'See that the controller’s pods are ready, and that the API server reaches them (port 9443).',
  },
  {
    kind: 'refuses',
    about: 'cloud',
    pattern: /^Failed deploy model/,
    means: 'AWS did not accept the load balancer as it should be',
    fix: 'Mend what the message names.',
  },
  {
    kind: 'refuses',
    about: 'annotations',
    pattern: /^Failed build model/,
    means: 'it cannot make a load balancer of what the Ingress says',
    fix: 'Mend what the message names.',
  },
];
