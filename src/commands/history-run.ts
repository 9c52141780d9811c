/** What `history` does: reads the journal of one cluster, as far back as is asked. */
import { channelOf } from '../access/policy.ts';
import { findChange } from '../changes.ts';
import { UserError } from '../errors.ts';
import { readJournal, type Story } from '../journal.ts';
import { nearest } from '../network/nearest.ts';
import { code, type Report } from '../report.ts';
import { slackLine } from './canary-desk.ts';
import { chooseCluster } from './choose-cluster.ts';
import type { Desk, Request } from './command.ts';
import { commandLine } from './command-line.ts';
import { type Asked, describeHistory, describeStory } from './history-report.ts';
import { mustRead } from './must-read.ts';
import { parseSince } from './since.ts';

type HistoryRequest = Request<{
  target?: string | undefined;
  /** User id, or `me`. */
  by?: string | undefined;
  since?: string | undefined;
}>;

/** What one table of Slack holds. */
const mostChanges = 100;
const usualSince = '7d';

export async function runHistory(request: HistoryRequest): Promise<Report> {
  const desk = journalDesk(request);
  const { target = '', since } = request.args;
  const isChange = /^ch-?[0-9a-z]{8}$/i.test(target);
  return isChange && since === undefined
    ? oneChange(request, desk, target)
    : changesSince(request, desk, isChange);
}

/** @throws UserError usage */
function journalDesk(request: HistoryRequest): Desk {
  if (request.desk) return request.desk;
  throw new UserError('usage', {
    what: 'Changes are asked for and written down in Slack; a terminal does not see the journal.',
    hint: `Type it there: ${code(slackLine(request))}.`,
  });
}

/** Its record says how long ago it was; the journal has the whole story. */
async function oneChange(request: HistoryRequest, desk: Desk, typed: string): Promise<Report> {
  const { store, now } = desk;
  const line = (id: string) => commandLine(request, id);
  const { id, cluster, requestedAt } = await findChange(store, typed, { now: now(), line });
  await mustRead({ ...request, cluster: { ...request.cluster, name: cluster } });
  const { stories } = await readJournal(store, {
    cluster,
    since: new Date(requestedAt),
    now: now(),
    most: 1,
    isWanted: ([first]) => first?.change === id,
  });
  const [story] = stories;
  if (!story) throw new Error(`the journal has nothing about change ${id}`);
  return describeStory(request, story, now());
}

async function changesSince(
  request: HistoryRequest,
  desk: Desk,
  isChange: boolean,
): Promise<Report> {
  const { store, now } = desk;
  const asked = askedFor(request, desk);
  const { cluster, since } = asked;
  await mustRead({ ...request, cluster: { ...request.cluster, name: cluster } });
  const isWanted = wantedBy(asked, isChange);
  const query = { cluster, since, now: now(), most: mostChanges };
  const found = await readJournal(store, { ...query, isWanted });
  const isNothing = found.stories.length === 0 && asked.name !== undefined;
  const others = isNothing ? (await readJournal(store, query)).stories : [];
  const near = nearest(asked.name ?? '', others.flatMap(namesOf));
  return describeHistory(request, { ...found, asked, near, now: now() });
}

function askedFor({ args, job, config, namespace }: HistoryRequest, desk: Desk): Asked {
  const { reply, scope, asker } = job;
  const channel = reply.kind === 'slack' ? channelOf(reply.channel, config.slack) : undefined;
  const [name, inName] = (args.target ?? '').replace(kindPrefix, '').split('/').reverse();
  const where = inName ?? namespace;
  const by = args.by === 'me' ? asker.user : args.by;
  return {
    cluster: chooseCluster(scope.cluster, channel?.cluster, config),
    since: parseSince(args.since ?? usualSince, desk.now()),
    ...(name && { name: name.toLowerCase() }),
    ...(where && { namespace: where.toLowerCase() }),
    ...(by && { by }),
  };
}

const kindPrefix = /^(ingress(es)?|httproutes?|traefikservices?|ingressroutes?|svc|services?)\//i;

function wantedBy({ name, namespace, by }: Asked, isChange: boolean) {
  return (story: Story): boolean => {
    const [first] = story;
    if (!first) return false;
    if (isChange) return first.change === name;
    if (namespace !== undefined && !first.target.startsWith(`${namespace}/`)) return false;
    if (name !== undefined && !namesOf(story).includes(name)) return false;
    return by === undefined || story.some(({ who }) => who?.user === by);
  };
}

/** Of the object and of every side, without the namespace. */
function namesOf([first]: Story): string[] {
  if (!first) return [];
  const all = [first.target, ...first.weights.map(({ name }) => name)];
  return all.map((name) => name.slice(name.lastIndexOf('/') + 1));
}
