/**
 * A Report: what to say, as data. Commands write the words; this file and the renderers only arrange
 * them. Strings are plain text in which a pair of backticks marks a name or a value (see `code`);
 * every renderer escapes the rest for its medium.
 */
import type { UserErrorKind } from './errors.ts';
import type { Reads } from './snapshot.ts';

/** unknown: no problem was found, but something essential could not be read. */
export type Verdict = 'ok' | 'problem' | 'unknown';

export type Mark = 'ok' | 'problem' | 'warning' | 'unknown' | 'skipped';

export interface Column {
  label: string;
  align?: 'right';
}

export type Section =
  | { kind: 'text'; text: string }
  | { kind: 'fields'; title?: string; fields: readonly { label: string; value: string }[] }
  | { kind: 'marks'; title?: string; items: readonly { mark: Mark; text: string }[] }
  | { kind: 'code'; title?: string; text: string }
  | Graph
  | Checklist
  | Shares
  | {
      kind: 'table';
      title: string;
      columns: readonly Column[];
      rows: readonly (readonly string[])[];
    };

/**
 * A way through the cluster: a picture where there is a page, lines of text elsewhere. Nodes stand in
 * the order of the way; the text follows the edges from the first one.
 */
export interface Graph {
  kind: 'graph';
  title: string;
  nodes: readonly { id: string; label: string; detail?: string; mark?: Mark }[];
  edges: readonly { from: string; to: string; label?: string }[];
}

/** What was looked at, in the order of the packet's way; fills in while it runs. */
export interface Checklist {
  kind: 'checklist';
  title: string;
  items: readonly ChecklistItem[];
}

export interface ChecklistItem {
  /** The check's public id, such as `pods-ready`. */
  id: string;
  status: Mark | 'pending';
  /** One sentence: what was found; absent while pending. */
  text?: string;
  /** Evidence, one line each; folded where the medium can. */
  details?: readonly string[];
}

/** How something is shared out: a bar of text, and a chart where there is one. */
export interface Shares {
  kind: 'shares';
  title: string;
  parts: readonly {
    label: string;
    /** 0 to 1; all of them add up to 1, or to 0 where nobody gets anything. */
    share: number;
    /** What it was, or would become. */
    other?: number;
    detail?: string;
  }[];
  /** What `other` is, such as "asked for"; absent: the parts have none. */
  otherTitle?: string;
}

/** A button: another way to type a command. */
export interface Action {
  label: string;
  /** As it would be typed after `/svc`. */
  command: string;
  style?: 'primary' | 'danger';
  /** Asks for a text first, in a window of its own; the command then ends with `--<option> "<text>"`. */
  form?: { title: string; label: string; option: string };
  /** Asks the same again; a terminal has its own way for that. */
  isRepeat?: true;
}

/** An optional read that did not happen, and what would make it possible. */
export interface NotEvaluated {
  what: string;
  why: string;
}

export interface Report {
  version: 1;
  command: string;
  /** Name of the cluster that was asked; absent if none was. */
  cluster?: string;
  /** What the question was about, such as `shop/api-service`. */
  target?: string;
  verdict: Verdict;
  /** Not the answer yet, only what is known so far. */
  isPending?: true;
  /** How the headline is marked where the verdict says too little: ok, but with a warning. */
  mark?: Mark;
  /** The answer in one line. */
  headline: string;
  sections: readonly Section[];
  actions: readonly Action[];
  /** Ids of those it speaks of: where people have names, they stand in place of `code(id)`. */
  people?: readonly string[];
  /** The answer for machines; its fields stand at the top level of the JSON. */
  data: Readonly<Record<string, unknown>>;
  notEvaluated: readonly NotEvaluated[];
  reads?: Reads;
  /** Somebody has to decide: its buttons stand with the headline, where everybody sees them. */
  isRequest?: true;
  /** The name under which its first message can be restated later, by another Job's Report. */
  standing?: string;
  /** What such first messages say from now on, where there is one of that name. */
  restates?: readonly Restated[];
  /** Everything was said before: nothing new is. What it restates is restated all the same. */
  isSilent?: true;
  /** Present if the question could not be answered. */
  error?: { kind: UserErrorKind | 'internal'; what: string; hint: string; reference?: string };
}

export interface Restated {
  standing: string;
  report: Report;
  /** How far it has come by then: what came further is never replaced by what had not. */
  stage?: number;
}

/** A name or value from outside, marked as such. Control and bidi characters become visible. */
export function code(value: string | number): string {
  return `\`${visible(String(value)).replaceAll('`', "'")}\``;
}

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Makes characters visible that could hide or reorder text (CVE-2021-42574), and shortens. */
export function visible(value: string, longest = 300): string {
  const points = [...value.replace(unseen, (c) => (c === '\n' ? ' ' : '\u{fffd}'))];
  return points.length <= longest ? points.join('') : `${points.slice(0, longest - 1).join('')}…`;
}

const exitCodes: Record<UserErrorKind | 'internal', number> = {
  'not-found': 1,
  usage: 2,
  unreadable: 3,
  internal: 3,
  refused: 4,
};

/** 0 ok, 1 problem or target not found, 2 usage, 3 could not find out, 4 refused by policy. */
export function exitCode(report: Report): number {
  if (report.error) return exitCodes[report.error.kind];
  return { ok: 0, problem: 1, unknown: 3 }[report.verdict];
}

/** The documented JSON: the command's own fields beside the common ones. */
export function toJson(report: Report): object {
  const { version, command, cluster, target, verdict, headline, error, notEvaluated, reads } =
    report;
  return {
    version,
    command,
    cluster,
    target,
    verdict,
    headline,
    error,
    ...report.data,
    notEvaluated,
    reads,
  };
}

/** "1 endpoint", "3 endpoints" */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
