/** What Lambda hands the worker: a batch of records from the queue. */
import { createHash } from 'node:crypto';
import type { SQSEvent } from 'aws-lambda';

export interface Delivery {
  id: string;
  body: string;
  /** How often it was delivered, this time included. */
  receives?: number;
}

export function sqsEvent(deliveries: readonly Delivery[]): SQSEvent {
  return {
    Records: deliveries.map(({ id, body, receives = 1 }) => ({
      messageId: id,
      receiptHandle: `AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a-${id}`,
      body,
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: '1773119783220',
        SenderId: 'AROAXMPLQ7XMPLQ7XMPLQ:portolan-dev-slack',
        ApproximateFirstReceiveTimestamp: '1773119783229',
      },
      messageAttributes: {},
      md5OfBody: createHash('md5').update(body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:portolan-dev-Queue',
      awsRegion: 'eu-central-1',
    })),
  };
}
