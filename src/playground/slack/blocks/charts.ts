import * as z from 'zod';
import { type BlockKind, inMessages } from './block.ts';
import { blockId } from './text.ts';

/** `data_visualization`, which @slack/types does not describe yet. Source: Slack's reference. */

const label = z.string().min(1).max(20);
const axisLabel = z.string().min(1).max(50).optional();

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label, value: z.number().positive() }))
    .min(1)
    .max(12),
});

const plotted = {
  series: z
    .array(
      z.strictObject({
        name: label,
        data: z
          .array(z.strictObject({ label, value: z.number() }))
          .min(1)
          .max(20),
      }),
    )
    .min(1)
    .max(12),
  axis_config: z.strictObject({
    categories: z.array(label).min(1).max(20),
    x_label: axisLabel,
    y_label: axisLabel,
  }),
};
const chart = z.discriminatedUnion('type', [
  pie,
  z.strictObject({ type: z.literal('bar'), ...plotted }),
  z.strictObject({ type: z.literal('line'), ...plotted }),
  z.strictObject({ type: z.literal('area'), ...plotted }),
]);
type Chart = z.infer<typeof chart>;

/** Each series gives exactly one value for each category, and no two series share a name. */
function isComplete(drawn: Chart): boolean {
  if (drawn.type === 'pie') return true;
  const categories = drawn.axis_config.categories.toSorted().join('\n');
  const labels = drawn.series.map(({ data }) => data.map((point) => point.label));
  const names = new Set(drawn.series.map(({ name }) => name));
  return (
    names.size === drawn.series.length &&
    labels.every((own) => own.toSorted().join('\n') === categories)
  );
}

const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: blockId,
  title: z.string().min(1).max(50),
  chart: chart.refine(isComplete, {
    message: 'every series must be named once and have one data point per category',
  }),
});

export const charts: BlockKind[] = [
  { type: 'data_visualization', surfaces: inMessages, schema: dataVisualization },
];
