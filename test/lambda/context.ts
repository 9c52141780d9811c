import type { Context } from 'aws-lambda';

export const context: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'portolan-dev-slack',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:portolan-dev-slack',
  memoryLimitInMB: '1024',
  awsRequestId: 'c6af9ac6-7b61-11e6-9a41-93e812345678',
  logGroupName: '/aws/lambda/portolan-dev-slack',
  logStreamName: '2026/03/10/[$LATEST]8b1e0a3c',
  getRemainingTimeInMillis: () => 10_000,
  // Parts of the type that Node 24 no longer has; nobody calls them.
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
