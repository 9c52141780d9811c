/** A process of its own: an SQS on loopback with one queue. */
import { startSqs } from '../src/playground/aws/sqs/server.ts';

const sqs = await startSqs();
const { url } = sqs.create('jobs', { visibilitySeconds: 360, maxReceives: 5 });
process.send?.({ url });
process.once('disconnect', () => sqs.close().then(() => process.exit(0)));
