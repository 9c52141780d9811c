import { api } from './api.ts';
import type { PaneProps } from './pane.ts';
import type { Channel } from './wire.ts';

const SUGGESTIONS = [
  { command: '/svc endpoints api-service -n shop', why: 'who answers, and who should' },
  { command: '/svc endpoints search -n shop', why: 'a service that nobody answers' },
  { command: '/svc list -n shop', why: 'everything in the namespace' },
];

type WelcomeProps = PaneProps & { channel: Channel; isEmpty: boolean };

/** The start of a channel: a line when something was said already, a card when nothing was. */
export function Welcome({ channel, isEmpty, state, workspace, dispatch }: WelcomeProps) {
  if (!isEmpty) return <p className="beginning">This is the beginning of #{channel.name}.</p>;
  const run = async (text: string) => {
    const answer = await api.send({ user: state.user, channel: channel.id, text });
    if (!answer.ok) dispatch({ type: 'notice', text: answer.error ?? 'The command was refused.' });
  };
  return (
    <section className="welcome" data-testid="welcome">
      <img src="/mark.svg" width={56} height={56} alt="" />
      <h2>Chart the traffic of a cluster</h2>
      <p>
        This is #{channel.name}. {workspace.bot.name} answers here as it would in Slack; the cluster
        behind it is a small shop with a few things wrong on purpose. Try one:
      </p>
      <ul>
        {SUGGESTIONS.map(({ command, why }, index) => (
          <li key={command}>
            <button
              type="button"
              className="suggestion"
              data-testid={`suggestion-${index}`}
              onClick={() => run(command)}
            >
              <code>{command}</code>
              <span>{why}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
