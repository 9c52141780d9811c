import { actions } from './actions.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { directory } from './directory.ts';
import type { Method } from './method.ts';
import { views } from './views.ts';

export const methods: Method[] = [...directory, ...chat, ...conversations, ...views, ...actions];
