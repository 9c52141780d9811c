import { useState } from 'react';
import { api } from './api.ts';
import type { DraftHistory } from './draft-history.ts';
import { encodeMentions } from './mentions.ts';
import type { PaneProps } from './pane.ts';

type Place = Pick<PaneProps, 'state' | 'workspace'> & { threadTs?: string | undefined };

/** The text of an entry and its way out. What was refused comes back, unless more was typed. */
export function useSending({ state, workspace, threadTs }: Place, history: DraftHistory) {
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const send = async () => {
    const line = text.trim();
    if (!line) return;
    history.add(line);
    setText('');
    const { ok, error = 'The message was not sent.' } = await api.send({
      user: state.user,
      channel: state.channel,
      ...(threadTs && { threadTs }),
      text: encodeMentions(line, workspace),
    });
    setRefusal(ok ? undefined : error);
    if (!ok) setText((typed) => typed || line);
  };
  return { text, setText, refusal, send };
}
