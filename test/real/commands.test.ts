/** `npm run test:cluster`: the commands on the cluster of the current context. See `guard.ts`. */
import { currentContext } from './guard.ts';
import { describeCommands } from './suite.ts';

describeCommands('on the cluster of the current context', async () => ({
  context: currentContext(),
}));
