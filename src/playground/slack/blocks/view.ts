import * as z from 'zod';
import { refusalOf } from './message.ts';
import { type Problem, problemsOf } from './problems.ts';
import { plainText } from './text.ts';

const common = {
  blocks: z.array(z.unknown()).max(100),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const viewSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    ...common,
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('home'), ...common }),
]);
export type ValidView = z.infer<typeof viewSchema>;

/** A view as the app sent it, or what Slack would say is wrong with it. */
export function parseView(
  view: unknown,
  refused?: ReadonlySet<string>,
): { view: ValidView; problems?: undefined } | { problems: Problem[] } {
  const parsed = viewSchema.safeParse(view);
  if (!parsed.success) return { problems: problemsOf(parsed.error, view, '/view') };
  const problems = problemsOfContent(parsed.data, refused);
  return problems.length > 0 ? { problems } : { view: parsed.data };
}

function problemsOfContent(view: ValidView, refused?: ReadonlySet<string>): Problem[] {
  const refusal = refusalOf(view.blocks, {
    surface: view.type,
    pointer: '/view/blocks',
    ...(refused && { refused }),
  });
  if (refusal) return refusal.problems;
  const asks = view.blocks.some((block) => Object(block).type === 'input');
  const lacksSubmit = view.type === 'modal' && asks && !view.submit;
  return lacksSubmit ? [{ text: 'missing required field: submit', pointer: '/view' }] : [];
}
