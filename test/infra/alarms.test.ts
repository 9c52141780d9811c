/** What somebody hears of when it goes wrong, in the template that CloudFormation gets. */
import { beforeAll, expect, test } from 'vitest';
import { ofType, packaged, refOf, type Template } from './template.ts';

let template: Template;
beforeAll(async () => {
  template = await packaged('dev');
}, 60_000);

const properties = (id: string) => template.Resources[id]?.Properties ?? {};

test.each([
  ['DeadLettersAlarm', 'AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'DeadLetterQueue'],
  ['QueueAgeAlarm', 'AWS/SQS', 'ApproximateAgeOfOldestMessage', 'Queue'],
  ['SlackErrorsAlarm', 'AWS/Lambda', 'Errors', 'SlackLambdaFunction'],
  ['WorkerErrorsAlarm', 'AWS/Lambda', 'Errors', 'WorkerLambdaFunction'],
])('%s watches %s %s of %s', (id, Namespace, MetricName, watched) => {
  const { Dimensions, AlarmActions, ...rest } = properties(id);
  expect(rest).toMatchObject({ Namespace, MetricName, TreatMissingData: 'notBreaching' });
  expect((Dimensions as { Value: unknown }[]).map(({ Value }) => refOf(Value))).toEqual([watched]);
  expect(AlarmActions).toMatchObject({ 'Fn::If': ['HasAlarmTopic', [{ Ref: 'AlarmTopic' }], {}] });
});

test('an error in either log is heard of, also where the function itself has not failed', () => {
  const filters = ofType(template, 'AWS::Logs::MetricFilter').map(
    ([, { Properties }]) => Properties,
  );
  const { Namespace, MetricName, AlarmActions } = properties('LoggedErrorsAlarm');
  expect(filters.map(({ LogGroupName }) => refOf(LogGroupName))).toEqual([
    'SlackLogGroup',
    'WorkerLogGroup',
  ]);
  for (const { FilterPattern, MetricTransformations } of filters) {
    expect(FilterPattern).toBe('{ $.level = "error" }');
    expect(MetricTransformations).toMatchObject([{ MetricNamespace: Namespace, MetricName }]);
  }
  expect(Namespace).toBe('portolan/dev');
  expect(AlarmActions).toBeDefined();
});
