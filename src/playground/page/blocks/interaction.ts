import { createContext, useContext } from 'react';
import type { Theme } from '../use-theme.ts';
import type { Workspace } from '../wire.ts';

/** What a person did with one element; `value` for buttons, `selected` for everything chosen. */
export interface Deed {
  blockId: string;
  actionId: string;
  value?: string;
  selected?: string | string[];
}

export interface Interaction {
  workspace: Workspace;
  theme: Theme;
  /** Keys (see `deedKey`) of the elements whose click the server has not answered yet. */
  pending: ReadonlySet<string>;
  act(deed: Deed): void;
}

export const InteractionContext = createContext<Interaction | undefined>(undefined);

export function useInteraction(): Interaction {
  const interaction = useContext(InteractionContext);
  if (!interaction) throw new Error('Blocks are rendered outside of an InteractionContext.');
  return interaction;
}

export function deedKey({ blockId, actionId, value }: Deed): string {
  return JSON.stringify([blockId, actionId, value ?? '']);
}
