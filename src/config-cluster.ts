/** The configuration of one cluster: how it is reached, and as whom it is read. */
import * as z from 'zod';

// The message of every rule below completes "expected …, found …".
export const name = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'a name of lower-case letters, digits and -');

const address = z.url({
  protocol: /^https?$/,
  error: 'an address such as https://10.0.0.1:6443',
});

const serviceAccount = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'the name of a ServiceAccount');

/**
 * The accounts that everything is read and written as: the source's own credentials do nothing but
 * ask for their tokens (TokenRequest).
 */
const Mint = z.strictObject({
  namespace: name.optional(),
  serviceAccount: serviceAccount.optional(),
  /** May change weights and nothing else; a token of it lives no longer than a write. */
  canaryServiceAccount: serviceAccount.optional(),
});
const mint = Mint.optional();

/** Address and authority as `aws eks describe-cluster` prints them: nothing asks EKS at run time. */
const Eks = z
  .strictObject({
    /** Of the cluster in EKS: it is part of what is signed. */
    name: z.string().regex(/^[0-9A-Za-z][\w-]{0,99}$/, 'the name of the cluster in EKS'),
    region: z.string().regex(/^[a-z]+(-[a-z]+)+-\d+$/, 'a region such as eu-central-1'),
    server: address,
    /** PEM in base64. */
    caData: z
      .string()
      .regex(/^LS0tLS1CRUdJTi[\w+/=\s]*$/, 'certificateAuthority.data of the cluster, base64')
      .optional(),
    caFile: z.string().optional(),
  })
  .refine(({ caData, caFile }) => caData === undefined || caFile === undefined, {
    path: ['caFile'],
    error: 'either caData or caFile',
  });
export type Eks = z.infer<typeof Eks>;

export const ClusterSource = z.union(
  [
    /** kubeconfig file ('' or absent: $KUBECONFIG, then ~/.kube/config) and context (absent: its current one). */
    z.strictObject({ kubeconfig: z.string().optional(), context: z.string().optional(), mint }),
    z.strictObject({ inCluster: z.literal(true), mint }),
    z.strictObject({
      server: address,
      /** PEM file of the server's certificate authority; absent: the system's. */
      caFile: z.string().optional(),
      /** File that holds the bearer token; read again at each use, so that it may be rotated. */
      tokenFile: z.string().optional(),
      mint,
    }),
    z.strictObject({ eks: Eks, mint }),
  ],
  { error: 'a mapping, {} for the current context of the kubeconfig' },
);
export type ClusterSource = z.infer<typeof ClusterSource>;

export interface Account {
  namespace: string;
  name: string;
  does: 'read' | 'write';
}

/**
 * The accounts to mint tokens for; undefined: the source's own credentials read and write. An AWS
 * identity always mints, so that what Portolan may do in a cluster is written in one place, whatever
 * the cloud.
 */
export function mintedAccounts(
  source: ClusterSource,
): { reader: Account; writer: Account } | undefined {
  const wanted = source.mint ?? ('eks' in source ? {} : undefined);
  if (!wanted) return undefined;
  const { namespace = 'portolan', serviceAccount, canaryServiceAccount } = wanted;
  return {
    reader: { namespace, name: serviceAccount ?? 'portolan-reader', does: 'read' },
    writer: { namespace, name: canaryServiceAccount ?? 'portolan-canary', does: 'write' },
  };
}
