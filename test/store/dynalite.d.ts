declare module 'dynalite' {
  import type { Server } from 'node:http';
  /** In memory unless given a path; times are how long a table stays in between. */
  export default function dynalite(options?: { createTableMs?: number }): Server;
}
