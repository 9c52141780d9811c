/** CORS as ingress-nginx sets it: answered by the controller, whatever the backend says. */
import { code } from '../../report.ts';
import { isOff, isOn } from './ingress-nginx-switch.ts';
import type { Effect } from './route.ts';

export interface Cors {
  /** As scripts of browsers have to come from; `*` is any. */
  origins: string[];
  /** Nobody named an origin, which means `*`. */
  isDefault: boolean;
  hasCredentials: boolean;
}

/**
 * Without an origin it is `*`, and credentials are allowed unless forbidden.
 * @returns undefined: CORS is off
 */
export function corsOf(setting: (name: string) => string | undefined): Cors | undefined {
  if (!isOn(setting('enable-cors'))) return undefined;
  const origin = setting('cors-allow-origin');
  return {
    origins: (origin ?? '*').split(',').map((one) => one.trim()),
    isDefault: origin === undefined,
    hasCredentials: !isOff(setting('cors-allow-credentials')),
  };
}

export function corsEffects(setting: (name: string) => string | undefined): Effect[] {
  const origin = setting('cors-allow-origin');
  const cors = corsOf(setting);
  if (!cors) return origin ? [withoutEffect(origin)] : [];
  const { origins, isDefault, hasCredentials } = cors;
  if (!origins.includes('*')) {
    const text = `scripts of ${origins.map((one) => code(one)).join(', ')} may read the answer${hasCredentials ? ', with cookies' : ''}`;
    return [{ label: 'CORS', mark: 'ok', text }];
  }
  const whose = isDefault ? 'no `cors-allow-origin`, which means `*`' : '`cors-allow-origin: "*"`';
  const credentials = hasCredentials
    ? '; credentials are allowed as well, which browsers refuse together with `*`, so logged-in calls fail'
    : '';
  const text = `${whose}: scripts of any website may read the answer${credentials}. Name the origins that need it`;
  return [{ label: 'CORS', mark: 'warning', text }];
}

function withoutEffect(origin: string): Effect {
  const open = origin.includes('*')
    ? ', and with it scripts of any website could read the answer'
    : '';
  const text = `${code(`cors-allow-origin: ${origin}`)} does nothing without ${code('enable-cors: "true"')}${open}`;
  return { label: 'CORS', mark: 'warning', text };
}
