/** From the configuration's four ways to name a cluster to a server and a user. */
import type { KubeConfig } from '@kubernetes/client-node';
import type { ClusterSource, Eks } from '../config-cluster.ts';
import { UserError } from '../errors.ts';
import { code } from '../report.ts';
import { tokenIn } from './bearer.ts';
import { awsIdentity } from './eks-token.ts';
import { type Login, loginFromKubeconfig } from './kubeconfig.ts';
import { bareAddress, type Place } from './place.ts';

/** The clusters of the configuration, by name. */
export type ClusterSources = Readonly<Record<string, ClusterSource>>;

export interface Machine {
  /** Stands before the paths at which Kubernetes mounts a pod's service account. */
  podRoot: string;
  now: () => Date;
}

export async function loginFrom(
  create: () => KubeConfig,
  source: ClusterSource,
  { podRoot, now }: Machine,
): Promise<Login> {
  if ('inCluster' in source) return withPlainAddress(loginInCluster(create(), podRoot));
  if ('server' in source) return withPlainAddress(loginAt(source));
  if ('eks' in source) return withPlainAddress(loginToEks(source.eks, now));
  return withPlainAddress(await loginFromKubeconfig(create, source));
}

/** `https://name:password@…`: sent as kubectl does, in a header, so that no message can repeat it. */
function withPlainAddress(login: Login): Login {
  const { server, user, source } = login;
  const url = URL.parse(server.server);
  if (!url || !/^https?:$/.test(url.protocol)) throw noAddress(source);
  const { username, password, origin, pathname } = url;
  const named = username ? [decodeURIComponent(username), decodeURIComponent(password)] : [];
  const [name, secret] = user.username ? [user.username, user.password ?? ''] : named;
  return {
    ...login,
    server: { ...server, server: `${origin}${pathname}`.replace(/\/+$/, '') },
    user: name === undefined ? user : { ...user, username: name, password: secret ?? '' },
  };
}

function noAddress(source: string): UserError {
  const what = `The address of the API server in ${source} is not a URL.`;
  const hint = `It must look like ${code('https://10.0.0.1:6443')}.`;
  return new UserError('unreadable', { what, hint });
}

type Server = Extract<ClusterSource, { server: string }>;

function loginAt({ server, caFile, tokenFile }: Server): Login {
  return {
    server: {
      name: 'configured',
      server,
      skipTLSVerify: false,
      ...(caFile ? { caFile } : {}),
    },
    user: { name: 'configured' },
    source: 'the configuration',
    ...(tokenFile ? { bearer: tokenIn(tokenFile) } : {}),
  };
}

function loginToEks(eks: Eks, now: () => Date): Login {
  const { name, server, caData, caFile } = eks;
  return {
    server: {
      name,
      server,
      skipTLSVerify: false,
      ...(caData ? { caData } : {}),
      ...(caFile ? { caFile } : {}),
    },
    user: { name: 'AWS identity' },
    source: 'the configuration',
    bearer: awsIdentity(eks, now),
  };
}

function loginInCluster(config: KubeConfig, podRoot: string): Login {
  if (!process.env.KUBERNETES_SERVICE_HOST) throw notInCluster();
  config.loadFromCluster(podRoot);
  const server = config.getCurrentCluster();
  if (!server?.caFile) throw notInCluster();
  return {
    server,
    user: { name: 'service account' },
    bearer: tokenIn(server.caFile.replace(/ca\.crt$/, 'token')),
    source: "the pod's environment",
  };
}

function notInCluster(): UserError {
  const what = `The configuration says ${code('inCluster')}, but Portolan does not run in a pod here.`;
  const hint = 'Name a kubeconfig or a server instead.';
  return new UserError('unreadable', { what, hint });
}

export function placeOf(cluster: string, { server, user, bearer, source }: Login): Place {
  const credentials = bearer?.words ?? credentialsOf(user, source);
  return {
    cluster,
    server: bareAddress(server.server),
    source,
    ...(server.proxyUrl ? { proxy: bareAddress(server.proxyUrl) } : {}),
    ...(credentials ? { credentials } : {}),
    ...(bearer?.whenRefused ? { whenRefused: bearer.whenRefused } : {}),
  };
}

function credentialsOf(user: Login['user'], source: string): string | undefined {
  if (user.exec?.command) return `the program ${code(user.exec.command)}, named in ${source}`;
  const { authProvider, token, username, certData, certFile } = user;
  const has = authProvider || token || username || certData || certFile;
  return has ? `the user ${code(user.name)} of ${source}` : undefined;
}
