/** What an object says about the certificates that are shown for it. */
import type { TlsUse } from '../network/routes/tls-secret-troubles.ts';

export interface TlsNames {
  uses: readonly TlsUse[];
  /** What decides instead where there are none. */
  none: string;
  /** Hosts that nothing covers, while others are. */
  bare?: readonly string[];
  /** What decides as well, and is not read. */
  unread?: string;
}
