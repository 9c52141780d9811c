/** The Slack app asks for what the code handles and calls: nothing missing, nothing beside it. */
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../src/commands/registry.ts';
import { parseConfig } from '../../src/config-parse.ts';
import { handled, slackOptions } from '../../src/slack/listeners.ts';
import { parseLine } from '../../src/slack/slash.ts';
import { filesOf, textOf } from '../architecture/tree.ts';
import { Manifest } from './manifest-schema.ts';
import { scopeOf, scopeOfEvent, webApiCalls, withoutScope } from './web-api-calls.ts';

const manifest: Manifest = Manifest.parse(parse(textOf('infra/slack-manifest.yaml')));
const { features, settings, oauth_config } = manifest;

const defaultCommand = parseConfig(
  'version: 1\nslack: {teams: [T1], channels: {}}\nclusters: {main: {}}\n',
  'test',
).slack?.command;

test('the slash command is the one the configuration has when it says nothing', () => {
  expect(features.slash_commands.map(({ command }) => command)).toEqual([defaultCommand]);
});

test('the usage hint is a question that Portolan understands', () => {
  const [first] = features.slash_commands;
  const line = (first?.usage_hint ?? '').replaceAll(/<(\w+)>/g, '$1');
  expect(parseLine(line, commands, slackOptions).command.name).toBe('endpoints');
});

test('mentions and links arrive as they were typed, not as Slack ids', () => {
  expect(features.slash_commands.map(({ should_escape }) => should_escape)).toEqual([false]);
});

test('the events are those the listeners handle', () => {
  expect(settings.event_subscriptions.bot_events.toSorted()).toEqual([...handled.events].sort());
});

test('clicks are sent, because buttons are handled', () => {
  expect(settings.interactivity.is_enabled).toBe(handled.actions !== undefined);
});

test('everything goes to one address, the one the front door answers', () => {
  const urls = [
    ...features.slash_commands.map(({ url }) => url),
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
  ];
  expect(new Set(urls).size).toBe(1);
  expect(urls[0]).toMatch(/\/slack\/events$/);
});

const calls = new Set(
  filesOf('src/slack/**/*.ts').flatMap((path) => webApiCalls(path, textOf(path))),
);

test('the scopes are those that the events, the command and the calls need', () => {
  expect(calls).toContain('chat.postMessage');
  const needed = [
    'commands',
    ...handled.events.map((event) => scopeOfEvent[event] ?? `no scope known for ${event}`),
    ...[...calls]
      .filter((method) => !withoutScope.has(method))
      .map((method) => scopeOf[method] ?? `no scope known for ${method}`),
  ];
  expect(oauth_config.scopes.bot.toSorted()).toEqual([...new Set(needed)].sort());
});

test('a call is found wherever the client comes from', () => {
  const text = `
    client.chat.update({ a }); deps.client.views.open(); this.client.apiCall('users.info');
    other.chat.delete(); client.apiCall(name); listen('client.chat.delete');`;
  expect(webApiCalls('x.ts', text)).toEqual([
    'chat.update',
    'views.open',
    'users.info',
    '(computed)',
  ]);
});
