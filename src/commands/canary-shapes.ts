/** What the steps of a change hand to each other. */
import type { Approvals } from '../access/verdict.ts';
import type { CanaryChange } from './canary-change.ts';
import type { Looked } from './canary-look.ts';
import type { Desk, Request } from './command.ts';

/** Weights that somebody wants. */
export interface Wish {
  looked: Looked;
  /** Weights, in the order of the sides. */
  after: readonly number[];
  isDespiteGitOps: boolean;
  reason?: string | undefined;
  /** Id of the change that it undoes. */
  undoOf?: string;
  /** Of an undo: why it needs approval like any other change. */
  why?: string;
}

/** What the rules asked for when the change was asked for; stored with it. */
export interface Terms {
  /** Absent: an undo that needs nobody's approval. */
  approvals?: Approvals;
  isDespiteGitOps: boolean;
}

/** A change in the hands of the Job that carries it out. */
export interface Execution {
  request: Request<unknown>;
  desk: Desk;
  change: CanaryChange;
}
