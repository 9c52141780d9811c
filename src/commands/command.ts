/** A Command turns a Job into a Report. Adding one: a file here, a line in the registry, a test. */
import type * as z from 'zod';
import type { Cluster } from '../cluster/cluster.ts';
import type { LookupHost } from '../cluster/host-lookup.ts';
import type { Config } from '../config.ts';
import type { Job } from '../job.ts';
import type { Kind } from '../objects/registry.ts';
import type { Report } from '../report.ts';
import type { Store } from '../store/store.ts';

export interface Request<A> {
  job: Job;
  args: A;
  /** Throws for a command without `needs`. */
  cluster: Cluster;
  /** From `-n`; undefined if it was not given. */
  namespace: string | undefined;
  /** From the channel; counts where neither the name nor `-n` says one. */
  fallbackNamespace: string | undefined;
  /** What the place the question came from adds to every command. */
  localOptions: OptionSpecs;
  config: Config;
  /** Absent where hosts are not looked up, such as the demo: nobody's names are real there. */
  lookupHost?: LookupHost;
  /** What a change needs beside the cluster; absent where nobody can ask for one, such as a terminal. */
  desk?: Desk;
  /** What is known so far; absent where nobody watches. Never throws. */
  show?: (report: Report) => void;
}

/** Where changes are asked for, decided and written down. */
export interface Desk {
  store: Store;
  now: () => Date;
  memberships: Memberships;
  /** Hands a Job to the queue, to be run after a while; at least once, and not before. */
  later(job: Job, seconds: number): Promise<void>;
}

export interface Memberships {
  /**
   * Which of these user groups of Slack a person is in; of those that could not be read, undefined.
   * Never older than a minute, and asked anew with `isFresh`.
   */
  of(
    user: string,
    groups: readonly string[],
    options?: { isFresh?: boolean },
  ): Promise<ReadonlyMap<string, boolean | undefined>>;
}

/** A kind, or of a kind only the objects of these names: got one by one, never listed. */
export type Need = Kind | NamedNeed;

export interface NamedNeed {
  kind: Kind;
  /** asked: those that other objects name, which nobody knows before. */
  names: readonly string[] | 'asked';
  /** The right is a Role of its own, which a cluster may do without: not the reader's. */
  isOptional?: true;
  /** The kind has no namespaces. */
  isClusterScoped?: true;
}

/** One option of a command, as `--name <hint>` or, without hint, a switch. */
export interface OptionSpec {
  short?: string;
  /** Shape of the value, such as `<namespace>`; absent for a switch. */
  hint?: string;
  summary: string;
  /** May be given several times; the value is then a list, also of one. */
  isRepeatable?: true;
}

/** By the long name. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

export interface Command<A = unknown> {
  name: string;
  /** One line, begins with a verb. */
  summary: string;
  /** Arguments by position; a trailing `?` marks an optional one. */
  positionals: readonly string[];
  options: OptionSpecs;
  examples: readonly string[];
  args: z.ZodType<A>;
  access: 'read' | 'write';
  /** The kinds it may read; the door refuses all others. */
  needs: readonly Need[];
  /** It may ask DNS servers through a port-forward; absent: the door refuses. */
  looksUp?: true;
  /** It may read what containers printed; absent: the door refuses. */
  readsLogs?: true;
  /** It may apply Patches to objects of these kinds; absent: the door refuses. */
  patches?: readonly Kind[];
  /** Nothing is said before the answer: there may be none, or somebody else has said it. */
  isQuiet?: true;
  /** Asked by Portolan itself, and by nobody else: no help tells of it. */
  isInternal?: true;
  /** Answered on the spot by whoever takes the question in; absent: by a worker. */
  inFront?: true;
  /** Loads its code when it is first run: the front only needs to know what a command is like. */
  run(request: Request<A>): Promise<Report>;
}

/** Forgets the type of the arguments; `args` brings it back where the command is run. */
export function defineCommand<A>(command: Command<A>): Command {
  return {
    ...command,
    run: (request) => command.run({ ...request, args: command.args.parse(request.args) }),
  };
}

/** `endpoints <service> [-n <namespace>]` */
export function usageOf({ name, positionals, options, needs }: Command): string {
  const words = positionals.map((word) =>
    word.endsWith('?') ? `[${word.slice(0, -1)}]` : `<${word}>`,
  );
  const flags = Object.entries(options).map(([flag, { hint, isRepeatable }]) => {
    const more = isRepeatable ? ' ...' : '';
    return hint ? `[--${flag} ${hint}${more}]` : `[--${flag}]`;
  });
  const scope = needs.length > 0 ? ['[-n <namespace>]'] : [];
  return [name, ...words, ...flags, ...scope].join(' ');
}

/** Fills in what every Report of a command has in common. */
export function reportOf(
  { job, cluster }: Pick<Request<unknown>, 'job' | 'cluster'>,
  body: Partial<Report> & Pick<Report, 'verdict' | 'headline'>,
): Report {
  const reads = cluster.reads();
  return {
    version: 1,
    command: job.command,
    sections: [],
    actions: [],
    data: {},
    notEvaluated: [],
    ...(cluster.name !== '' && { cluster: cluster.name }),
    ...(reads.requests > 0 && { reads }),
    ...body,
  };
}
