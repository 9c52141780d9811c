import type { BlockKind } from './block.ts';
import { cards } from './cards.ts';
import { charts } from './charts.ts';
import { interactive } from './interactive.ts';
import { layout } from './layout.ts';
import { tables } from './tables.ts';

export const blockKinds: BlockKind[] = [...layout, ...interactive, ...tables, ...charts, ...cards];
