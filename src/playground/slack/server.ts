import { createServer, type Server } from 'node:http';
import { inspect } from 'node:util';
import { createActions } from './act.ts';
import { createEmulation } from './build.ts';
import { createEvents, RETRY_DELAYS_MS } from './delivery/events.ts';
import { sign } from './delivery/sign.ts';
import { isForThisServer, sendJson } from './http.ts';
import type { EmulatedSlack, SlackOptions } from './options.ts';
import { queriesOf } from './queries.ts';
import { createRoute, type Route } from './route.ts';
import type { Delivery } from './slack.ts';

/** A Slack of one's own on 127.0.0.1; WebClient and Bolt are pointed at its `apiUrl`. */
export async function startSlack(options: SlackOptions = {}): Promise<EmulatedSlack> {
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  const signingSecret = options.signingSecret ?? 'emulated-signing-secret';
  const deliveries: Delivery[] = [];
  const emulation = createEmulation(options, { url, signingSecret, deliveries });
  const events = createEvents(options.retryDelaysMs ?? RETRY_DELAYS_MS);
  const actions = createActions(emulation, events);
  const { page, hints = () => [], log = toStderr } = options;
  serve({ server, port, log, route: createRoute({ emulation, actions, hints, page }) });
  return {
    ...actions,
    ...queriesOf(emulation),
    url,
    apiUrl: `${url}/api/`,
    signingSecret,
    deliveries,
    setApp: emulation.app.set,
    sign(body, { secret = signingSecret, timestamp } = {}) {
      const now = Math.floor(emulation.workspace.now() / 1000);
      return sign(body, { secret, timestamp: timestamp ?? now });
    },
    deliver: (body, headers) => emulation.app.send('raw', body, headers),
    verifyUrl: () => events.verify(emulation),
    async close() {
      events.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const toStderr = (message: string) => void process.stderr.write(`${message}\n`);

interface Front {
  server: Server;
  port: number;
  route: Route;
  log(message: string): void;
}

function serve({ server, port, route, log }: Front): void {
  server.on('request', (request, response) => {
    if (!isForThisServer(request, port)) {
      return sendJson(response, 403, { ok: false, error: 'this request is not for this server' });
    }
    route(request, response).catch((cause: unknown) => {
      log(`The emulated Slack failed: ${inspect(cause)}`);
      if (!response.headersSent) sendJson(response, 500, { ok: false, error: 'fatal_error' });
    });
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
    });
  });
}
