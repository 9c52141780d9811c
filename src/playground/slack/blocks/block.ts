import type * as z from 'zod';

/** Where blocks are shown. Slack refuses a block on a surface that cannot show it. */
export type Surface = 'message' | 'modal' | 'home';

export interface BlockKind {
  type: string;
  surfaces: readonly Surface[];
  schema: z.ZodObject;
}

export const everywhere = ['message', 'modal', 'home'] as const;
export const inMessages = ['message'] as const;
