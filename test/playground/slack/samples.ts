/** Blocks as an app usually sends them; tests change one thing at a time. */

export const x = (count: number) => 'x'.repeat(count);
export const times = <T>(count: number, value: T): T[] => Array<T>(count).fill(value);
export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });

export const button = (own: object) => ({ type: 'button', text: plain('Go'), ...own });

export const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
export const chart = (own: object) => ({ type: 'data_visualization', title: 'Load', chart: own });
export const table = (rows: number, columns: number, text = 'x') => ({
  type: 'table',
  rows: times(rows, times(columns, { type: 'raw_text', text })),
});
export const dataTable = (rows: number) => ({
  ...table(rows, 2),
  type: 'data_table',
  caption: 'Pods',
});

export const image = (own: object) => ({
  type: 'image',
  image_url: 'https://example.com/a.png',
  alt_text: 'a picture',
  ...own,
});

export const input = (own: object) => ({
  type: 'input',
  label: plain('Weight'),
  element: { type: 'plain_text_input', max_length: 3, placeholder: plain('20') },
  ...own,
});

export const richText = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

const said = (text: string) => richText({ type: 'text', text, style: { bold: true } });

export const plan = (own: object) => ({
  type: 'plan',
  title: 'Checks of shop',
  tasks: [
    { type: 'task_card', task_id: 'pods', title: 'Pods are ready', status: 'complete', ...own },
    { type: 'task_card', task_id: 'dns', title: 'The name resolves', details: said('2 of 3') },
  ],
});

const cell = (text: string) => ({ type: 'raw_text', text });
const rows = [
  [cell('Pod'), cell('Restarts')],
  [said('shop-1'), { type: 'raw_number', value: 3, text: '3' }],
];

const formatted = {
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: 'See ', style: { italic: true, code: true } },
        { type: 'link', url: 'https://example.com', text: 'this' },
        { type: 'emoji', name: 'ship' },
        { type: 'user', user_id: 'U1' },
        { type: 'date', timestamp: 1, format: '{date}' },
      ],
    },
    {
      type: 'rich_text_list',
      style: 'bullet',
      indent: 1,
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] }],
    },
    { type: 'rich_text_preformatted', border: 0, elements: [{ type: 'text', text: 'a\nb' }] },
    { type: 'rich_text_quote', elements: [{ type: 'text', text: 'said' }] },
  ],
};

const options = ['a', 'b'].map((value) => ({ text: plain(value), value }));

/** By block type; a test holds this list against the registry. */
export const usual: Record<string, object> = {
  actions: {
    type: 'actions',
    elements: [
      button({ style: 'danger', value: 'x', confirm: { text: plain('Sure?') } }),
      button({ url: 'https://example.com/a?b=c' }),
      { type: 'users_select', placeholder: plain('Who') },
      { type: 'overflow', options },
      { type: 'static_select', options, initial_option: options[0] },
    ],
  },
  alert: { type: 'alert', text: plain('Careful'), level: 'warning' },
  card: { type: 'card', title: mrkdwn('shop'), actions: [button({})] },
  context: { type: 'context', elements: [mrkdwn('read 3 objects'), image({})] },
  data_table: { type: 'data_table', caption: 'Pods', rows, page_size: 10 },
  data_visualization: {
    type: 'data_visualization',
    title: 'Weights',
    chart: { type: 'pie', segments: [{ label: 'canary', value: 20 }] },
  },
  divider: { type: 'divider' },
  header: { type: 'header', text: plain('shop') },
  image: image({ title: plain('Traffic') }),
  input: input({ optional: true, hint: plain('in percent') }),
  markdown: { type: 'markdown', text: '**shop**' },
  plan: plan({ sources: [{ type: 'url', url: 'https://example.com', text: 'docs' }] }),
  rich_text: formatted,
  section: { ...section('*shop*'), accessory: button({}), fields: [mrkdwn('a'), plain('b')] },
  table: { type: 'table', rows, column_settings: [{ align: 'left' }, { is_wrapped: true }] },
  task_card: { type: 'task_card', task_id: 'one', title: 'One', status: 'in_progress' },
};
