/** How the tests read what is written to a terminal. */

import type { Section } from '../../src/report.ts';
import { renderText } from '../../src/terminal/text.ts';
import { reportWith } from '../slack/blocks.examples.ts';

export const plain = { color: false, width: 100 };

/** A section alone, without the headline above and the cluster below. */
export const linesOf = (section: Section, width = 100) =>
  renderText(reportWith([section]), { color: false, width })
    .trimEnd()
    .split('\n')
    .slice(2, -2);
