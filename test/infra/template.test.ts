/** serverless.yml as CloudFormation gets it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claimSeconds } from '../../src/claims.ts';
import { deliverySeconds, maxReceives } from '../../src/slack/deliveries.ts';
import { textOf } from '../architecture/tree.ts';
import { ofType, packaged, refOf, statementsOf, type Template } from './template.ts';

let template: Template;
let production: Template;
beforeAll(async () => {
  [template, production] = await Promise.all([packaged('dev'), packaged('prod')]);
}, 60_000);

const properties = (id: string) => template.Resources[id]?.Properties ?? {};

interface Grant {
  role: string;
  action: string;
  on: string;
}

/** The rows of the tables in permissions.md. */
function reasoned(): (Grant & { reason: string })[] {
  const rows = textOf('infra/aws/permissions.md').matchAll(
    /^\| (\w+Role) \| (\w+:\w+) \| ([\w*]+) \| (.+) \|$/gm,
  );
  return [...rows].map(([, role = '', action = '', on = '', reason = '']) => ({
    role,
    action,
    on,
    reason,
  }));
}

function granted(): Grant[] {
  return ofType(template, 'AWS::IAM::Role').flatMap(([role]) =>
    statementsOf(template, role)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action, Resource }) =>
        Action.map((action) => ({ role, action, on: refOf(Resource) ?? String(Resource) })),
      ),
  );
}

describe('least privilege', () => {
  test('each function has a role of its own', () => {
    const roles = ofType(template, 'AWS::Lambda::Function').map(([, { Properties }]) =>
      refOf(Properties.Role),
    );
    expect(roles.toSorted()).toEqual(['SlackRole', 'WorkerRole']);
    expect(ofType(template, 'AWS::IAM::Role')).toHaveLength(2);
  });

  test('each action is given with a reason, and each reason to an action', () => {
    const word = ({ role, action, on }: Grant) => `${role} ${action} ${on}`;
    expect(granted().map(word).toSorted()).toEqual(reasoned().map(word).toSorted());
  });

  test('no action is a pattern, and only what EC2 has no name for is on every resource', () => {
    const all = granted();
    expect(all.filter(({ action }) => action.includes('*'))).toEqual([]);
    const everywhere = all.filter(({ on }) => on === '*').map(({ action }) => action);
    expect(
      everywhere.filter(
        (action) => !/^ec2:\w+(NetworkInterfaces?|Subnets|PrivateIpAddresses)$/.test(action),
      ),
    ).toEqual([]);
  });

  test('what is on every resource exists only in a VPC, and is denied to the code itself', () => {
    const statements = statementsOf(template, 'WorkerRole').filter(
      ({ Resource }) => Resource === '*',
    );
    const [allowed, denied] = statements;
    expect(statements.map(({ condition }) => condition)).toEqual(['IsInVpc', 'IsInVpc']);
    expect(denied).toMatchObject({ Effect: 'Deny', Action: allowed?.Action });
    const { FunctionName } = properties('WorkerLambdaFunction');
    expect(JSON.stringify(denied?.Condition)).toContain(`function:${FunctionName}"`);
  });

  test('nobody but the HTTP API may call the front', () => {
    const permissions = ofType(template, 'AWS::Lambda::Permission');
    expect(permissions.map(([, { Properties }]) => Properties.Principal)).toEqual([
      'apigateway.amazonaws.com',
    ]);
    expect(permissions[0]?.[1].Properties.SourceArn).toBeDefined();
  });
});

test('the times fit into each other', () => {
  const worker = Number(properties('WorkerLambdaFunction').Timeout);
  const { VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy } = properties('Queue');
  expect(properties('SlackLambdaFunction').Timeout).toBe(10);
  expect(deliverySeconds).toBeLessThan(worker);
  expect(claimSeconds).toBeGreaterThan(worker);
  expect(VisibilityTimeout).toBeGreaterThanOrEqual(2 * worker);
  expect(VisibilityTimeout).toBeGreaterThan(claimSeconds);
  expect(MessageRetentionPeriod).toBeGreaterThan(maxReceives * Number(VisibilityTimeout));
  expect(RedrivePolicy).toMatchObject({ maxReceiveCount: maxReceives });
  expect(properties('DeadLetterQueue').MessageRetentionPeriod).toBe(14 * 24 * 3600);
});

test('the worker takes one question at a time, says which failed, and not too many at once', () => {
  const [[, source] = []] = ofType(template, 'AWS::Lambda::EventSourceMapping');
  expect(source?.Properties).toMatchObject({
    BatchSize: 1,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 10 },
  });
  const functions = ofType(template, 'AWS::Lambda::Function');
  for (const [, { Properties }] of functions) {
    expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions');
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
    expect(Properties.MemorySize).toBeGreaterThanOrEqual(512);
  }
});

test('what is kept is encrypted, and the table survives mistakes', () => {
  for (const [, { Properties }] of ofType(template, 'AWS::SQS::Queue')) {
    expect(Properties.SqsManagedSseEnabled).toBe(true);
  }
  expect(template.Resources.Table).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: {
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    },
  });
});

test('the log is kept for a week in dev and a quarter in prod', () => {
  const days = (of: Template) =>
    ofType(of, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.RetentionInDays);
  expect(days(template)).toEqual([7, 7]);
  expect(days(production)).toEqual([90, 90]);
});

test('a secret is named where CloudFormation finds it, and nowhere written', () => {
  const environments = ofType(template, 'AWS::Lambda::Function').map(
    ([, { Properties }]) =>
      (Properties.Environment as { Variables: Record<string, unknown> }).Variables,
  );
  const reference = /^\{\{resolve:secretsmanager:portolan\/dev:SecretString:[A-Z_]+\}\}$/;
  const secret = /SECRET|TOKEN|KEY/;
  const values = environments.flatMap((variables) =>
    Object.entries(variables).filter(([name]) => secret.test(name)),
  );
  expect(values).toHaveLength(5);
  for (const [name, value] of values) {
    expect(value).toMatch(reference);
    expect(value).toContain(`:${name}}}`);
  }
  expect(environments[1]).not.toHaveProperty('SLACK_SIGNING_SECRET');
  expect(JSON.stringify(template)).not.toMatch(/xox[a-z]-|AKIA|BEGIN [A-Z ]*PRIVATE KEY/);
});

test('the worker may be in a VPC, and whoever deploys hears the address and the identity', () => {
  const { VpcConfig } = properties('WorkerLambdaFunction');
  expect(VpcConfig).toMatchObject({
    'Fn::If': ['IsInVpc', { SubnetIds: { Ref: 'SubnetIds' } }, {}],
  });
  expect(properties('SlackLambdaFunction')).not.toHaveProperty('VpcConfig');
  expect(template.Outputs).toMatchObject({
    SlackRequestUrl: { Value: { 'Fn::Sub': expect.stringMatching(/HttpApi.*\/slack\/events$/) } },
    WorkerRoleArn: { Value: { 'Fn::GetAtt': ['WorkerRole', 'Arn'] } },
  });
});

test('a flood of strangers is stopped before the function', () => {
  expect(properties('HttpApiStage').DefaultRouteSettings).toMatchObject({
    ThrottlingRateLimit: 20,
    ThrottlingBurstLimit: 40,
  });
});
