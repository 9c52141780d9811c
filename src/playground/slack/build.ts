import * as acme from './acme.ts';
import { createChanges } from './changes.ts';
import { createApp } from './delivery/app.ts';
import { type Emulation, keep } from './emulation.ts';
import { createFaults } from './faults.ts';
import type { SlackOptions } from './options.ts';
import { createResponseUrls } from './response-urls.ts';
import type { Delivery } from './slack.ts';
import { createTriggers } from './triggers.ts';
import { createWorkspace } from './workspace.ts';

const bot = { userId: 'U0PORTOLA', botId: 'B0PORTOLA', appId: 'A0PORTOLA', name: 'portolan' };
const EVENTS = ['app_mention', 'channel_created', 'member_joined_channel'];
const ACK_TIMEOUT_MS = 3000;

/** Puts the parts together; what the options leave out is the workspace of `acme.ts`. */
export function createEmulation(
  options: SlackOptions,
  at: { url: string; signingSecret: string; deliveries: Delivery[] },
): Emulation {
  const { now = Date.now, team = acme.team } = options;
  const changes = createChanges();
  const people = options.users ?? acme.people;
  const channels = options.channels ?? acme.channels;
  const usergroups = options.usergroups ?? acme.usergroups;
  const onDelivery = (delivery: Delivery) => {
    keep(at.deliveries, delivery);
    changes.touch();
  };
  return {
    changes,
    workspace: createWorkspace({ team, bot, people, channels, usergroups, now }, changes),
    faults: createFaults(),
    app: createApp({
      target: options.appUrl,
      secret: at.signingSecret,
      now,
      ackTimeoutMs: options.ackTimeoutMs ?? ACK_TIMEOUT_MS,
      onDelivery,
    }),
    triggers: createTriggers(now),
    responseUrls: createResponseUrls({ base: at.url, teamId: team.id, now }),
    botToken: options.botToken ?? 'xoxb-emulated-token',
    scopes: options.scopes,
    commands: options.commands ?? acme.commands,
    events: options.events ?? EVENTS,
    calls: [],
    warnings: [],
    broadcasts: [],
    functionResults: new Map(),
  };
}
