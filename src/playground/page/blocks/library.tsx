import type { ComponentProps, ReactNode } from 'react';
import { Message as LibraryMessage } from 'slack-blocks-to-jsx';
import type { PageBlock } from '../wire.ts';
import { useInteraction } from './interaction.ts';

type LibraryProps = ComponentProps<typeof LibraryMessage>;

const hooks: NonNullable<LibraryProps['hooks']> = {
  user: ({ id, name }) => <Mention>@{name || id}</Mention>,
  channel: ({ id, name }) => <Mention>#{name || id}</Mention>,
  link: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ),
};

function Mention({ children }: { children: ReactNode }) {
  return <span className="mention">{children}</span>;
}

/** One block drawn by slack-blocks-to-jsx, whose types know the same JSON by other names. */
export function LibraryBlock({ block }: { block: PageBlock }) {
  const { workspace, theme } = useInteraction();
  const people = workspace.users.map(({ id, realName }) => ({ id, name: realName }));
  const bot = { id: workspace.bot.userId, name: workspace.bot.name };
  return (
    <LibraryMessage
      blocks={[block] as LibraryProps['blocks']}
      data={{ users: [...people, bot], channels: workspace.channels }}
      hooks={hooks}
      theme={theme}
      name=""
      logo=""
      withoutWrapper
    />
  );
}

/** Text in Slack's own markup (`*bold*`, `<@U1>`, `:wave:`). */
export function Mrkdwn({ text }: { text: string }) {
  return <LibraryBlock block={{ type: 'section', text: { type: 'mrkdwn', text } }} />;
}
