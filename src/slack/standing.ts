/**
 * First messages that stand for something and say how it is going: a request that becomes its outcome.
 * Other Jobs than the one that posted it restate it, so where it is and what it says by now are kept in
 * the store. Whoever restates it before it is known where it is, only notes what it shall say; whoever
 * posts it then says that. So it ends with the newest, whoever comes first.
 */
import type { WebClient } from '@slack/web-api';
import * as z from 'zod';
import type { Job } from '../job.ts';
import type { Report, Restated } from '../report.ts';
import type { Store } from '../store/store.ts';
import { overallMark } from '../terminal/words.ts';
import { renderRoot } from './blocks.ts';
import { update } from './place.ts';

const Standing = z.object({
  /** Absent until it is posted. */
  place: z.object({ channel: z.string(), ts: z.string() }).optional(),
  /** The Job that posted it, as far as the message tells of it. */
  asked: z.custom<Pick<Job, 'text' | 'asker'>>().optional(),
  /** What it was told to say since. */
  says: z.custom<Report>().optional(),
  /** How far it has come with that. */
  stage: z.number().optional(),
});
type Standing = z.infer<typeof Standing>;

export interface Standings {
  /** What the first message of this Report says by now: itself, or what it was told since. */
  newest(report: Report): Promise<Report>;
  /** The first message of this Report is here. */
  stand(report: Report, at: { channel: string; ts: string | undefined }, job: Job): Promise<void>;
  restate(to: Restated): Promise<void>;
}

/** Longer than any request is open, or may be undone. */
const keptSeconds = 30 * 24 * 3600;
const keyOf = (name: string) => `standing/${name}`;

export function createStandings(client: WebClient, store: Store): Standings {
  /** undefined: as it is. */
  async function write(name: string, to: (was: Standing) => Standing | undefined): Promise<void> {
    for (let isWritten = false; !isWritten; ) {
      const entry = await store.get(keyOf(name));
      const next = to(Standing.parse(entry?.value ?? {}));
      if (!next) return;
      const options = { ttl: keptSeconds };
      isWritten = entry
        ? await store.replace(entry, next, options)
        : await store.insert(keyOf(name), next, options);
    }
  }
  /** Again, if somebody restated it meanwhile: of two updates at once the older may come last. */
  async function show(name: string, shown?: string): Promise<void> {
    const entry = await store.get(keyOf(name));
    if (!entry || entry.revision === shown) return;
    const { place, asked, says } = Standing.parse(entry.value);
    if (!place || !says) return;
    const isThere = await update(client, place, place.ts, renderRoot(says, asked));
    if (isThere) await show(name, entry.revision);
  }

  return {
    async newest(report) {
      if (!report.standing) return report;
      const entry = await store.get(keyOf(report.standing));
      return Standing.parse(entry?.value ?? {}).says ?? report;
    },
    async stand({ standing }, { channel, ts }, { text, asker }) {
      if (!standing || ts === undefined) return;
      await write(standing, (was) => {
        const isKnown = was.place?.ts === ts && was.place.channel === channel;
        return isKnown ? undefined : { ...was, place: { channel, ts }, asked: { text, asker } };
      });
      await show(standing);
    },
    async restate(to) {
      const { standing, report, stage } = to;
      const says = { says: of(report), ...(stage !== undefined && { stage }) };
      await write(standing, (was) => (isLate(to, was) ? undefined : { ...was, ...says }));
      await show(standing);
    },
  };
}

/** What was decided never becomes a question again, however late somebody says that it is one. */
function isLate({ report, stage }: Restated, { says, stage: before }: Standing): boolean {
  if (stage !== undefined && before !== undefined) return stage < before;
  return report.isRequest === true && says !== undefined && !says.isRequest;
}

/** As much of it as a first message shows. */
function of(report: Report): Report {
  return { ...report, mark: overallMark(report), sections: [], data: {}, notEvaluated: [] };
}
