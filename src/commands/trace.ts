/** `trace <url>`: where a URL ends up, from the host's name to the pods, and which rule decides. */
import * as z from 'zod';
import { askText, parseAsk } from '../network/routes/ask.ts';
import { toLabel } from '../network/target.ts';
import { defineCommand, type Request, reportOf } from './command.ts';
import { commandLine, endpointsLine } from './command-line.ts';
import { readTrace } from './trace-reads.ts';
import { describeTrace } from './trace-report.ts';
import type { Traced } from './traced.ts';

const args = z.strictObject({
  url: z.string(),
  method: z.string().optional(),
  header: z.array(z.string()).optional(),
});

export const trace = defineCommand({
  name: 'trace',
  summary: 'Show where a URL ends up: the rule that wins, its Services and their pods',
  positionals: ['url'],
  options: {
    method: { hint: '<method>', summary: 'the HTTP method, if not GET' },
    header: { hint: '<name=value>', summary: 'a header of the request', isRepeatable: true },
  },
  examples: [
    'trace https://shop.example.com/api/cart',
    'trace gateway.shop.example.com/api/cart --method POST',
    'trace https://shop.example.com/api --header x-canary=always',
  ],
  args,
  access: 'read',
  needs: [
    'ingresses',
    'ingressclasses',
    'gateways',
    'gatewayclasses',
    'httproutes',
    'referencegrants',
    'ingressroutes',
    'traefikservices',
    'services',
    'endpointslices',
    'pods',
    'namespaces',
  ],
  async run(request) {
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
  },
});

function actionsFor(request: Request<z.infer<typeof args>>, { reaches, near }: Traced) {
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
    ...(nearest && reaches.length === 0 && nearest.host !== ''
      ? [
          {
            label: 'The nearest rule',
            command: commandLine(request, `${nearest.host}${nearest.path}`),
          },
        ]
      : []),
  ];
}
