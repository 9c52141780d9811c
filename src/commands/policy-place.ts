/** Which route a line is about: as the cluster has it, or else as its words say. */
import type { RoutePlace } from '../access/rules.ts';
import { meantBy } from '../canary/asked.ts';
import { type Asked, canaryPatterns } from '../canary/choose.ts';
import { type Gain, otherGains, sharesAt } from '../canary/gains.ts';
import { shareOf } from '../canary/share.ts';
import { UserError } from '../errors.ts';
import { code, type NotEvaluated } from '../report.ts';
import { lookFor } from './canary-look.ts';
import { chooseCluster } from './choose-cluster.ts';
import type { Request } from './command.ts';
import type { Line } from './policy-line.ts';

export interface Place {
  place: RoutePlace;
  /** The canary's share now, 0 to 1; absent: not known. */
  before?: number;
  /** Whoever else may be the canary, and would get more. */
  others?: readonly Gain[];
  /** What is taken to be so. */
  assumed: readonly NotEvaluated[];
}

type Change = NonNullable<Line['change']>;

type Asking = Pick<Request<unknown>, 'cluster' | 'config' | 'namespace' | 'fallbackNamespace'>;

/** Where the line leads; `asked` is the cluster that is meant, `cluster` the one that can be read. */
export interface There extends Asking {
  asked: string;
}

/** @throws UserError usage: no such cluster, no namespace, or several routes */
export async function findPlace(there: There, change: Change): Promise<Place> {
  const { cluster, asked: name } = there;
  const asked = askedOf(there, change);
  const assume = (why: string) => fromWords(placeOf(asked, name), why);
  if (name !== cluster.name) {
    return assume(`to ask ${code(name)}, put ${code(`--cluster ${name}`)} behind the line`);
  }
  try {
    const looked = await lookFor(cluster, asked);
    const { route, canary } = looked;
    const { namespace, name: object } = route.object;
    const weights = route.sides.map(({ weight }) => weight);
    const place = { cluster: name, namespace, route: object };
    const others = otherGains(looked, sharesAt(looked, change.after), asked.names);
    return { place, before: shareOf(weights, canary), others, assumed: [] };
  } catch (error) {
    // A policy can be tested before the route is there, and where no cluster can be reached.
    if (!(error instanceof UserError) || error.kind === 'usage') throw error;
    return assume(error.message.replace(/\.$/, ''));
  }
}

export const clusterOf = ({ cluster, config }: Pick<Asking, 'cluster' | 'config'>, said?: string) =>
  chooseCluster(said, cluster.name, config);

/**
 * From words alone.
 * @throws UserError usage: no name, or no namespace
 */
export function placeOf(asked: Asked, cluster: string): RoutePlace {
  const { namespace, name } = meantBy(asked);
  if (namespace !== undefined) return { cluster, namespace, route: name };
  throw new UserError('usage', {
    what: `Which namespace ${code(name)} is in could not be found out, and rules depend on it.`,
    hint: `Add it to the line: ${code('-n <namespace>')}.`,
  });
}

function askedOf(
  { config, namespace, fallbackNamespace }: Asking,
  { target, rule, canary }: Change,
): Asked {
  return {
    target,
    ...(rule !== undefined && { rule }),
    ...(canary !== undefined && { canary }),
    namespace,
    fallbackNamespace,
    clusterDomain: config.clusterDomain,
    names: config.canary?.names ?? canaryPatterns,
    line: (words) => `policy test "canary ${words}"`,
    other: (command, words) => `${command} ${words}`,
  };
}

function fromWords(place: RoutePlace, why: string): Place {
  return {
    place,
    assumed: [
      { what: `the route, taken to be named ${code(place.route)}`, why },
      { what: 'the step', why: 'the share that the canary has now is not known' },
    ],
  };
}
