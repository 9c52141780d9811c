/** All sources, by the names under which checks ask for them. */
import { dnsSources } from './dns.ts';
import type { SourceItems } from './items.ts';
import { networkSources } from './network.ts';
import { ruleSources } from './rules.ts';
import { senderSources } from './senders.ts';
import { serviceSources } from './service.ts';
import type { Source } from './source.ts';

export const sources: { readonly [S in keyof SourceItems]: Source<SourceItems[S]> } = {
  ...serviceSources,
  ...networkSources,
  ...dnsSources,
  ...ruleSources,
  ...senderSources,
};
