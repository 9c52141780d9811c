/**
 * How a request gets in: headers of today, and an agent that keeps connections alive. The library
 * makes a new agent, and so a new TLS handshake, for every request; here one lives for as long as
 * the certificates stay the same.
 */
import { createHash } from 'node:crypto';
import type { KubeConfig, RequestContext } from '@kubernetes/client-node';
import { credentialFailure, plainHttp, unfitHeader } from './credential-failures.ts';
import type { Login } from './kubeconfig.ts';
import type { Place } from './place.ts';

export type Library = typeof import('@kubernetes/client-node');
type Agent = NonNullable<ReturnType<RequestContext['getDispatcher']>>;

export interface Pass {
  headers: Readonly<Record<string, string>>;
  agent: Agent;
}

export interface Entrance {
  /** @throws UserError if the credentials cannot be had, or may not be sent */
  enter(): Promise<Pass>;
  /** For connections that the library makes itself: the same credentials, given up with the signal. */
  configUntil(signal: AbortSignal): KubeConfig;
  /** Breaks off whatever is under way. */
  close(): Promise<void>;
}

export function createEntrance(library: Library, login: Login, place: Place): Entrance {
  const config = configFor(library, login);
  let agent: Agent | undefined;
  let pending: Promise<Pass> | undefined;

  async function authenticate(): Promise<Pass> {
    const context = new library.RequestContext(login.server.server, 'GET');
    await config.applySecurityAuthentication(context).catch((error: unknown) => {
      throw credentialFailure(error, login, place);
    });
    const headers = context.getHeaders();
    if (!Object.values(headers).every(isFit)) throw unfitHeader(place);
    if (Object.keys(headers).length > 0 && isOpen(place.server)) throw plainHttp(place);
    const renewed = context.getDispatcher();
    if (renewed) {
      void agent?.close();
      agent = renewed;
    }
    if (!agent) throw new Error('the library gave no agent');
    return { headers, agent };
  }

  return {
    /** Requests that start together share one look at the credentials. */
    enter() {
      pending ??= authenticate().finally(() => {
        pending = undefined;
      });
      return pending;
    },
    configUntil: (signal) => derived(config, signal),
    close: async () => agent?.destroy(),
  };
}

function configFor(library: Library, { server, user, bearer }: Login): KubeConfig {
  const config = new library.KubeConfig();
  const { authProvider: _, token: __, ...rest } = user;
  config.loadFromClusterAndUser(server, bearer ? rest : user);
  if (bearer) {
    config.addAuthenticator({
      isAuthProvider: () => true,
      async applyAuthentication(_user, options) {
        const Authorization = `Bearer ${await bearer.token()}`;
        options.headers = { ...options.headers, Authorization };
      },
    });
  }
  keepAgent(config);
  return config;
}

/**
 * 'none' stands for "no agent of its own": used here to say that the last one will do. The library
 * refuses plain http unless it is told not to verify TLS, of which there is none to verify.
 */
function keepAgent(config: KubeConfig): void {
  const optionsFor = config.createDispatcherOptions.bind(config);
  const plain = { type: 'agent', connect: { keepAlive: true } } as const;
  let known = '';
  config.createDispatcherOptions = (server, tls) => {
    const isHttp = server?.server.startsWith('http:');
    const wanted = optionsFor(server && isHttp ? { ...server, skipTLSVerify: true } : server, tls);
    const print = createHash('sha256').update(JSON.stringify(wanted)).digest('hex');
    if (print === known) return { type: 'none' };
    known = print;
    return wanted.type === 'none' ? plain : wanted;
  };
}

/** The library hands these options on to `http.request`, which knows signals. */
function derived(config: KubeConfig, signal: AbortSignal): KubeConfig {
  const own: KubeConfig = Object.create(config);
  own.getCurrentCluster = () => {
    const server = config.getCurrentCluster();
    return server && isPlain(server.server) ? { ...server, skipTLSVerify: true } : server;
  };
  own.applyToHTTPSOptions = async (options) => {
    await config.applyToHTTPSOptions.call(own, options);
    Object.assign(options, { signal });
  };
  return own;
}

const isPlain = (server: string) => server.startsWith('http:');

/** What HTTP takes as a header's value; undici's own error would repeat it. */
function isFit(value: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(value);
}

/** Anybody on the way could read what is sent there; kubectl sends no credentials either. */
function isOpen(server: string): boolean {
  const { protocol, hostname } = new URL(server);
  return protocol === 'http:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}
