import { randomBytes } from 'node:crypto';

/** Where a `response_url` leads. */
export interface ResponseTarget {
  user: string;
  channel: string;
  /** The message whose button was clicked; a command has none. */
  messageTs?: string;
}

export interface ResponseUrls {
  create(kind: 'commands' | 'actions', target: ResponseTarget): string;
  /** Counts one use. `used_url` and `expired_url` are what Slack answers with a 404. */
  use(path: string): ResponseTarget | { error: 'used_url' | 'expired_url' };
  isHook(path: string): boolean;
}

const USES = 5;
const LIFETIME_MS = 30 * 60_000;

export function createResponseUrls(parts: {
  base: string;
  teamId: string;
  now: () => number;
}): ResponseUrls {
  const targets = new Map<string, ResponseTarget & { until: number; left: number }>();
  return {
    create(kind, target) {
      const [number, secret] = [randomBytes(6).readUIntBE(0, 6), randomBytes(12).toString('hex')];
      const path = `/${kind}/${parts.teamId}/${number}/${secret}`;
      targets.set(path, { ...target, until: parts.now() + LIFETIME_MS, left: USES });
      return parts.base + path;
    },
    use(path) {
      const target = targets.get(path);
      if (!target || parts.now() > target.until) return { error: 'expired_url' };
      if (target.left === 0) return { error: 'used_url' };
      target.left -= 1;
      return target;
    },
    isHook: (path) => /^\/(commands|actions)\//.test(path),
  };
}
