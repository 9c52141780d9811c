/** What the kubelet does with a container besides running it: probes, and the hook before its end. */
import * as z from 'zod';
import { list, or } from './meta.ts';

/** A number, or the name of one of the container's ports. */
const Port = z.union([z.number(), z.string()]);

/** One of the four; all absent: a kind of probe that is not known here. */
export const Probe = z.object({
  httpGet: z.object({ path: or(z.string(), '/'), port: Port }).nullish(),
  tcpSocket: z.object({ port: Port }).nullish(),
  grpc: z.object({ port: z.number() }).nullish(),
  /** Its command is not read: it may hold a password. */
  exec: z.object({}).nullish(),
  /** In a row, before it counts as failed. */
  failureThreshold: or(z.number(), 3),
});
export type Probe = z.infer<typeof Probe>;

/** Of a command only how long it sleeps is kept: the rest of it may hold a password. */
const SleepOf = z.object({ command: list(z.string()) }).transform(({ command }) => {
  const [, seconds] = /(?:^|[\s;&/])sleep (\d+)/.exec(command.join(' ')) ?? [];
  return seconds === undefined ? {} : { sleepSeconds: Number(seconds) };
});

/** Of the hook before the end: that there is one, and how long it sleeps where it says so (KEP-3960). */
export const Lifecycle = z.object({
  preStop: z
    .object({
      sleep: z.object({ seconds: or(z.number(), 0) }).nullish(),
      exec: SleepOf.nullish(),
    })
    .nullish(),
});
