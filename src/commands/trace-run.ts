/** What `trace` does: reads the request, follows it, describes the way. */
import { askText, parseAsk } from '../network/routes/ask.ts';
import type { Ask, KnownRule } from '../network/routes/route.ts';
import { toLabel } from '../network/target.ts';
import type { Report } from '../report.ts';
import { type Request, reportOf } from './command.ts';
import { canaryLine, commandLine, endpointsLine } from './command-line.ts';
import { readTrace } from './trace-reads.ts';
import { describeTrace } from './trace-report.ts';
import type { Traced } from './traced.ts';

type TraceRequest = Request<{
  url: string;
  method?: string | undefined;
  header?: string[] | undefined;
}>;

export async function runTrace(request: TraceRequest): Promise<Report> {
  const { url, method, header } = request.args;
  const ask = parseAsk({ url, method, headers: header });
  const namespace =
    request.namespace === undefined ? undefined : toLabel(request.namespace, 'namespace');
  const traced = await readTrace(request, ask, namespace);
  return reportOf(request, {
    target: askText(ask),
    ...describeTrace(traced),
    actions: actionsFor(request, traced),
    notEvaluated: traced.notEvaluated,
  });
}

function actionsFor(request: TraceRequest, { reaches, near, main, ask }: Traced) {
  const { url, method, header = [] } = request.args;
  const options = [
    ...(method ? [`--method ${method}`] : []),
    ...header.map((one) => `--header '${one.replaceAll("'", '')}'`),
    ...(request.namespace ? [`-n ${request.namespace}`] : []),
  ];
  const services = reaches.filter(({ service }) => service);
  const worst = services.find(({ trouble }) => trouble) ?? services[0];
  const { namespace, name } = worst?.backend ?? { namespace: '', name: '' };
  const [nearest] = near;
  return [
    {
      label: 'Re-run',
      command: commandLine(request, [url, ...options].join(' ')),
      isRepeat: true as const,
    },
    ...(worst
      ? [{ label: `Endpoints of ${name}`, command: endpointsLine(request, `${namespace}/${name}`) }]
      : []),
    ...(main?.winner && main.winner.split.length > 1
      ? [{ label: 'Canary', command: canaryLine(request, main.winner.source) }]
      : []),
    ...(request.namespace !== undefined && !main
      ? [{ label: 'In all namespaces', command: commandLine(request, url) }]
      : []),
    ...(nearest && reaches.length === 0 && nearest.host !== ''
      ? [
          {
            label: main ? 'The nearest rule' : 'The nearest host',
            command: commandLine(request, nearestUrl(nearest, main, ask)),
          },
        ]
      : []),
  ];
}

/** With another host the path is still what was meant. */
function nearestUrl({ host, path }: KnownRule, main: Traced['main'], ask: Ask): string {
  if (main) return `${host}${path}`;
  const scheme = ask.isSchemeGiven ? `${ask.scheme}://` : '';
  return `${scheme}${host}${ask.path}`;
}
