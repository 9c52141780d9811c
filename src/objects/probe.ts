/** What the kubelet does with a container besides running it: probes, and the hook before its end. */
import * as z from 'zod';
import { or } from './meta.ts';

/** A number, or the name of one of the container's ports. */
const Port = z.union([z.number(), z.string()]);

/** One of the four; all absent: a kind of probe that is not known here. */
export const Probe = z.object({
  httpGet: z.object({ path: or(z.string(), '/'), port: Port }).nullish(),
  tcpSocket: z.object({ port: Port }).nullish(),
  grpc: z.object({ port: z.number() }).nullish(),
  /** Its command is not read: it may hold a password. */
  exec: z.object({}).nullish(),
});
export type Probe = z.infer<typeof Probe>;

/** Only whether there is a hook is read. */
export const Lifecycle = z.object({ preStop: z.object({}).nullish() });
