import { randomBytes } from 'node:crypto';
import type { Emulation } from '../emulation.ts';
import type { Delivery } from '../slack.ts';
import { VERIFICATION_TOKEN } from './person.ts';

export interface Events {
  /** Delivers if the app subscribed to `name`; resolves after the first attempt. */
  send(emulation: Emulation, name: string, event: Event): Promise<Delivery | undefined>;
  verify(emulation: Emulation): Promise<Delivery>;
  close(): void;
}

export type Event = Record<string, unknown> & { type: string; channel?: unknown };

/** Slack's own pauses before the three retries: at once, a minute, five minutes. */
export const RETRY_DELAYS_MS = [0, 60_000, 300_000];

export function createEvents(retryDelaysMs: readonly number[]): Events {
  const timers = new Set<NodeJS.Timeout>();
  let isClosed = false;

  async function attempt(emulation: Emulation, body: string, last?: Delivery, count = 0) {
    const retry = last && {
      'x-slack-retry-num': `${count}`,
      'x-slack-retry-reason': reasonOf(last),
    };
    const delivery = await emulation.app.send('event', body, retry);
    const delay = retryDelaysMs[count];
    if (delivery.outcome === 'ok' || delay === undefined || isClosed) return delivery;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(emulation, body, delivery, count + 1);
    }, delay);
    timers.add(timer);
    return delivery;
  }

  return {
    async send(emulation, name, event) {
      if (!emulation.events.includes(name)) return undefined;
      return attempt(emulation, JSON.stringify(envelope(emulation, event)));
    },
    verify({ app }) {
      const challenge = randomBytes(24).toString('hex');
      const body = { token: VERIFICATION_TOKEN, challenge, type: 'url_verification' };
      return app.send('verification', JSON.stringify(body));
    },
    close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function reasonOf({ outcome, status }: Delivery): string {
  if (outcome === 'operation_timeout') return 'http_timeout';
  return status === undefined ? 'connection_failed' : 'http_error';
}

function envelope({ workspace }: Emulation, event: Event): Record<string, unknown> {
  const { team, bot, channels } = workspace;
  const shared = channels.get(String(event.channel))?.isExtShared ?? false;
  return {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: bot.appId,
    event,
    type: 'event_callback',
    event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: shared,
    event_context: randomBytes(12).toString('hex'),
  };
}
