import { randomBytes } from 'node:crypto';

export interface Trigger {
  user: string;
}

export interface Triggers {
  create(user: string): string;
  /** The trigger, or the error that `views.open` answers. Each can be exchanged once. */
  exchange(id: string): Trigger | { error: string };
}

/** Slack's own: "within three seconds". */
const LIFETIME_MS = 3000;

export function createTriggers(now: () => number): Triggers {
  const open = new Map<string, { user: string; until: number; isUsed: boolean }>();
  return {
    create(user) {
      const id = `${now()}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString('hex')}`;
      open.set(id, { user, until: now() + LIFETIME_MS, isUsed: false });
      return id;
    },
    exchange(id) {
      const trigger = open.get(id);
      if (!trigger) return { error: 'invalid_trigger_id' };
      if (trigger.isUsed) return { error: 'exchanged_trigger_id' };
      if (now() > trigger.until) return { error: 'expired_trigger_id' };
      trigger.isUsed = true;
      return { user: trigger.user };
    },
  };
}
