/**
 * The part of Slack's manifest that Portolan may use, with Slack's own limits and nothing beside it.
 * Source: docs.slack.dev/reference/app-manifest and the published schema 2.0.0 (slackapi/manifest-schema).
 */
import * as z from 'zod';

const url = z
  .string()
  .regex(/^https:\/\//)
  .max(3000);

const names = z
  .array(z.string().min(1).max(50))
  .refine((all) => new Set(all).size === all.length, 'each once');

const SlashCommand = z.strictObject({
  command: z.string().regex(/^\//).min(2).max(32),
  url,
  description: z.string().min(1).max(2000),
  usage_hint: z.string().min(1).max(1000).optional(),
  should_escape: z.boolean().optional(),
});

const Shortcut = z.strictObject({
  name: z.string().min(1).max(24),
  type: z.enum(['message', 'global']),
  callback_id: z.string().min(1).max(255),
  description: z.string().min(1).max(150),
});

export const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int().optional() }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    background_color: z.string().regex(/^#([0-9a-f]{3}){1,2}$/i),
    long_description: z.string().min(175).max(4000).optional(),
  }),
  features: z.strictObject({
    bot_user: z.strictObject({
      display_name: z.string().min(1).max(80),
      always_online: z.boolean(),
    }),
    slash_commands: z.array(SlashCommand).min(1).max(50),
    shortcuts: z.array(Shortcut).min(1).max(10).optional(),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: names.max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: url, bot_events: names.max(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: url }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
});
export type Manifest = z.infer<typeof Manifest>;
