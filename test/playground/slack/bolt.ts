import { App, AwsLambdaReceiver } from '@slack/bolt';
import type { AppRequest } from '../../../src/playground/slack/delivery/app.ts';
import type { EmulatedSlack, SlackOptions } from '../../../src/playground/slack/options.ts';
import { silent, slackForTest } from './start.ts';

/** A Slack and an app that Bolt runs as a Lambda would, each told about the other. */
export async function slackWithBolt(
  listen: (app: App, slack: EmulatedSlack) => void,
  options: SlackOptions = {},
): Promise<EmulatedSlack> {
  const slack = await slackForTest(options);
  const receiver = new AwsLambdaReceiver({ signingSecret: slack.signingSecret, logger: silent });
  const app = new App({
    token: slack.botToken,
    botId: slack.botId,
    botUserId: slack.botUserId,
    tokenVerificationEnabled: false,
    receiver,
    logger: silent,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
  listen(app, slack);
  const handler = await receiver.start();
  slack.setApp(async ({ headers, body, path }: AppRequest) => {
    const event = { headers, body, path, httpMethod: 'POST', isBase64Encoded: false };
    const answer = await handler(Object(event), {});
    return { status: answer.statusCode, body: answer.body };
  });
  return slack;
}
