import { describe, expect, test } from 'vitest';
import { readFrontEnvironment, readWorkerEnvironment } from '../src/environment.ts';
import { UserError } from '../src/errors.ts';

const token = ['xoxb', '1', 'abc'].join('-');
const key = 'k'.repeat(32);
const shared = {
  SLACK_BOT_TOKEN: `${token}\n`,
  PORTOLAN_JOB_KEY: `${key}, ${key.toUpperCase()}`,
  PORTOLAN_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/portolan',
  PORTOLAN_CONFIG: 'dist/slack/portolan.json',
};
const front = { ...shared, SLACK_SIGNING_SECRET: 'hunter2\n' };
const worker = { ...shared, PORTOLAN_TABLE: 'portolan-Table-1' };

function refusal(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError, got none');
}

test('the front has its secrets, without the line break of the file they were in', () => {
  expect(readFrontEnvironment(front)).toEqual({
    signingSecret: 'hunter2',
    botToken: token,
    jobKeys: { sealing: key, opening: [key, key.toUpperCase()] },
    queueUrl: shared.PORTOLAN_QUEUE_URL,
    configPath: 'dist/slack/portolan.json',
    logLevel: 'info',
    apiUrl: undefined,
    responseOrigins: [],
  });
});

test('the worker has a table, and knows nothing that only the front needs', () => {
  const environment = readWorkerEnvironment({ ...worker, SLACK_SIGNING_SECRET: 'hunter2' });
  expect(environment.table).toBe('portolan-Table-1');
  expect(JSON.stringify(environment)).not.toContain('hunter2');
});

test('another Slack is one that answers may go to', () => {
  const environment = readWorkerEnvironment({
    ...worker,
    SLACK_API_URL: 'https://slack-gov.com/api/',
  });
  expect(environment.responseOrigins).toEqual(['https://slack-gov.com']);
});

describe('what is missing or wrong is named all at once and never shown', () => {
  test.each([
    [
      'everything is missing',
      {},
      [
        'SLACK_BOT_TOKEN is missing',
        'PORTOLAN_JOB_KEY is missing',
        'PORTOLAN_QUEUE_URL is missing',
        'PORTOLAN_CONFIG is missing',
        'SLACK_SIGNING_SECRET is missing',
      ],
    ],
    ['blank counts as missing', { ...front, SLACK_BOT_TOKEN: ' ' }, ['SLACK_BOT_TOKEN is missing']],
    [
      'a token of another kind',
      { ...front, SLACK_BOT_TOKEN: 'xapp-hunter2' },
      ['SLACK_BOT_TOKEN has to be a bot token, which begins with xoxb-'],
    ],
    [
      'two secrets changed places',
      { ...front, SLACK_SIGNING_SECRET: token },
      ['SLACK_SIGNING_SECRET has to be the signing secret, not a token'],
    ],
    [
      'a short key, a wrong address and a level nobody knows',
      {
        ...front,
        PORTOLAN_JOB_KEY: 'hunter2',
        PORTOLAN_QUEUE_URL: 'hunter2',
        PORTOLAN_LOG_LEVEL: 'hunter2',
      },
      [
        'PORTOLAN_JOB_KEY has to be a key of 32 to 256 characters, or two separated by a comma',
        'PORTOLAN_QUEUE_URL has to be the address of the SQS queue',
        'PORTOLAN_LOG_LEVEL has to be debug, info, warn or error',
      ],
    ],
  ])('%s', (_, env: Record<string, string>, what) => {
    const error = refusal(() => readFrontEnvironment(env));
    expect(error.message).toBe(`The environment is not as it has to be: ${what.join('; ')}.`);
    expect(JSON.stringify(error) + error.hint + error.stack).not.toMatch(/hunter2|xoxb-1/);
  });
});
