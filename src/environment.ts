/**
 * What a function on Lambda is told by its environment, read in one place and at once: whoever deploys
 * hears of everything that is missing or wrong, and never sees a value.
 */
import * as z from 'zod';
import { UserError } from './errors.ts';
import { type JobKeys, parseJobKeys } from './queue/job-keys.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The message completes "NAME has to be …". */
const text = (pattern: RegExp, expected: string) => z.string().trim().regex(pattern, expected);

/** Whoever reads the keys knows best what is wrong with them. */
const jobKeys = z.string().transform((value, context): JobKeys => {
  try {
    return parseJobKeys({ PORTOLAN_JOB_KEY: value }) ?? z.NEVER;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    context.addIssue(error.message.replace(/^PORTOLAN_JOB_KEY has to be |\.$/g, ''));
    return z.NEVER;
  }
});

const shared = {
  SLACK_BOT_TOKEN: text(/^xox[be][.-]\S+$/, 'a bot token, which begins with xoxb-'),
  PORTOLAN_JOB_KEY: jobKeys,
  PORTOLAN_QUEUE_URL: z.url({ protocol: /^https?$/, error: 'the address of the SQS queue' }),
  PORTOLAN_CONFIG: z.string(),
  PORTOLAN_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'debug, info, warn or error')
    .default('info'),
  /** Another Slack than slack.com, such as GovSlack; ends with /api/. */
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: 'the address of a Slack API' }).optional(),
};

const FrontVariables = z.object({
  ...shared,
  // Trimmed, because a secret read from a file often brings its line break along.
  SLACK_SIGNING_SECRET: text(/^(?!xox)\S+$/, 'the signing secret, not a token'),
});
const WorkerVariables = z.object({
  ...shared,
  PORTOLAN_TABLE: text(/^[\w.-]{3,255}$/, 'the name of the DynamoDB table'),
});

/** @throws UserError usage, which never holds a value */
export function readFrontEnvironment(env: Env) {
  const variables = parse(FrontVariables, env);
  return { ...common(variables), signingSecret: variables.SLACK_SIGNING_SECRET };
}

/** @throws UserError usage, which never holds a value */
export function readWorkerEnvironment(env: Env) {
  const variables = parse(WorkerVariables, env);
  return { ...common(variables), table: variables.PORTOLAN_TABLE };
}

function common(variables: z.infer<z.ZodObject<typeof shared>>) {
  const apiUrl = variables.SLACK_API_URL;
  return {
    botToken: variables.SLACK_BOT_TOKEN,
    jobKeys: variables.PORTOLAN_JOB_KEY,
    queueUrl: variables.PORTOLAN_QUEUE_URL,
    configPath: variables.PORTOLAN_CONFIG,
    logLevel: variables.PORTOLAN_LOG_LEVEL,
    apiUrl,
    /** Where answers may be posted beside Slack's own addresses. */
    responseOrigins: apiUrl ? [new URL(apiUrl).origin] : [],
  };
}

function parse<T>(schema: z.ZodType<T>, env: Env): T {
  // Blank is what a template without a value leaves behind: it is not there.
  const there = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const { data, error } = schema.safeParse(there);
  if (data !== undefined) return data;
  const wrong = error?.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return there[name] === undefined ? `${name} is missing` : `${name} has to be ${message}`;
  });
  throw new UserError('usage', {
    what: `The environment is not as it has to be: ${wrong?.join('; ')}.`,
    hint: 'serverless.yml sets all of it; the secrets come from Secrets Manager, see infra/README.md.',
  });
}
