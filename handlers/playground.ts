/** `npm start`: a page that looks like Slack, an embedded cluster behind it. */
import { startFromTerminal } from '../src/playground/terminal.ts';

await startFromTerminal(process.argv.slice(2));
