/** A failed call says what was tried on what, in words, and keeps what the SDK threw. */
import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
} from '@aws-sdk/client-dynamodb';

/** Errors of a table that works, only not fast enough or not just now. */
const busy = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'InternalServerError',
  'ServiceUnavailable',
];

/**
 * @param what verb and object, such as "insert job/1 in table portolan"
 * @throws ConditionalCheckFailedException as it is: an answer, not a failure
 */
export async function named<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof ConditionalCheckFailedException) throw cause;
    throw new Error(`${what}: ${reason(cause)}`, { cause });
  }
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (!(cause instanceof DynamoDBServiceException)) return cause.message || cause.name;
  const attempts = cause.$metadata.attempts ?? 1;
  const tries = attempts > 1 ? `, after ${attempts} tries` : '';
  if (busy.includes(cause.name)) return `DynamoDB is too busy (${cause.name}${tries})`;
  return `${cause.message} (${cause.name}${tries})`;
}
