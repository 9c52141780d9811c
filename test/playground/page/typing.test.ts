import { describe, expect, test } from 'vitest';
import { createHistory } from '../../../src/playground/page/draft-history.ts';
import { encodeMentions } from '../../../src/playground/page/mentions.ts';
import { snapshot } from './workspace.ts';

describe('what is typed becomes what Slack keeps', () => {
  test.each([
    ['@portolan trace shop', '<@UBOT> trace shop'],
    ['ask @Ada and @nobody', 'ask <@U1> and @nobody'],
    ['see #incidents or #nowhere', 'see <#C1|incidents> or #nowhere'],
    ['mail ada@example.com', 'mail ada@example.com'],
    ['1 < 2 && <!channel>', '1 &lt; 2 &amp;&amp; &lt;!channel&gt;'],
    ['/svc list <x> @ada', '/svc list <x> @ada'],
  ])('%s', (typed, kept) => {
    expect(encodeMentions(typed, snapshot)).toBe(kept);
  });
});

describe('the history of the entry', () => {
  test('walks back to the oldest line and forth to the empty entry', () => {
    const history = createHistory();
    for (const line of ['one', 'two', 'two']) history.add(line);
    expect(history.recall(1, '')).toBe('two');
    expect(history.recall(1, 'two')).toBe('one');
    expect(history.recall(1, 'one')).toBeUndefined();
    expect(history.recall(-1, 'one')).toBe('two');
    expect(history.recall(-1, 'two')).toBe('');
  });

  test('leaves alone what somebody is writing, and starts anew in an empty entry', () => {
    const history = createHistory(['one', 'two']);
    expect(history.recall(1, 'my draft')).toBeUndefined();
    history.recall(1, '');
    expect(history.isRecalled('two')).toBe(true);
    expect(history.recall(1, 'two, changed')).toBeUndefined();
    expect(history.recall(1, '')).toBe('two');
  });
});
