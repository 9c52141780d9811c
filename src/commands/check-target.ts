/** What `check` was asked about: which list, which target, who calls. */
import type { From, RuleKind, RuleTarget, Target } from '../checks/target.ts';
import { UserError } from '../errors.ts';
import { parseAddress } from '../network/address.ts';
import { parseTarget, toLabel } from '../network/target.ts';
import { code } from '../report.ts';
import { isUrl, kindWords, ruleTarget } from './check-rule-target.ts';
import type { Request } from './command.ts';

export type CheckRequest = Request<{
  target: string;
  name?: string | undefined;
  from?: string | undefined;
  port?: string | undefined;
}>;

export type Subject =
  /** Plain: nobody said that it is a Service. */
  | { list: 'service'; target: Target; isPlain: boolean }
  | { list: 'rules'; target: Target; rules: RuleTarget }
  /** `dnsName` as it was typed. */
  | { list: 'dns'; target: Target; dnsName?: string };

/** @throws UserError usage: nothing that could be checked */
export function subjectOf(request: CheckRequest): Subject {
  const { target, name } = request.args;
  const word = target.toLowerCase();
  if (word === 'dns') return dnsSubject(request, name);
  const rulesIn = kindWords.get(word);
  if (rulesIn && name !== undefined) return rulesSubject(request, rulesIn, name);
  if (rulesIn) throw nameless(word);
  const isService = word === 'service' || word === 'svc';
  if (isService && name !== undefined) return serviceSubject(request, name, false);
  if (name === undefined && isUrl(target, request.config.clusterDomain))
    return rulesSubject(request, 'ingress', target);
  if (name === undefined) return serviceSubject(request, target, true);
  throw new UserError('usage', {
    what: `${code(`${target} ${name}`)} are two names.`,
    hint: `Ask for one Service, ${code(`check ${target}`)}, or for a name in DNS, ${code(`check dns ${name}`)}.`,
    suggestions: [`check ${target}`, `check dns ${name}`],
  });
}

function serviceSubject(request: CheckRequest, text: string, isPlain: boolean): Subject {
  const { namespace, fallbackNamespace, config, args } = request;
  const { clusterDomain } = config;
  const hints = { flag: namespace, fallback: fallbackNamespace, clusterDomain };
  const found = parseTarget(text, hints);
  const from = fromOf(args.from);
  const { port } = args;
  const target = { ...found, clusterDomain, ...(port && { port }), ...(from && { from }) };
  return { list: 'service', target, isPlain };
}

/** A Service of this name is asked for with `service` before it. */
const nameless = (word: string) =>
  new UserError('usage', {
    what: `Which one? ${code(`check ${word}`)} names none.`,
    hint: `Write ${code(`check ${word} <name>`)}; a Service called so is ${code(`check service ${word}`)}.`,
  });

function rulesSubject(request: CheckRequest, kind: RuleKind, text: string): Subject {
  const { args, config } = request;
  const extra = args.port !== undefined ? '--port' : args.from !== undefined ? '--from' : undefined;
  if (extra) {
    throw new UserError('usage', {
      what: `${code(extra)} is for Services, not for Ingresses and routes.`,
      hint: 'Leave it out.',
    });
  }
  const rules = ruleTarget(request, kind, text);
  const target = { clusterDomain: config.clusterDomain, rules, now: request.job.askedAt };
  return { list: 'rules', target, rules };
}

function dnsSubject(request: CheckRequest, dnsName: string | undefined): Subject {
  const { namespace, fallbackNamespace, config, args } = request;
  if (args.port !== undefined) {
    throw new UserError('usage', {
      what: `${code('--port')} is for Services, not for ${code('check dns')}.`,
      hint: 'Leave it out.',
    });
  }
  const place = namespace ?? fallbackNamespace;
  const from = fromOf(args.from);
  const target: Target = {
    clusterDomain: config.clusterDomain,
    ...(place !== undefined && { namespace: toLabel(place, 'namespace') }),
    ...(from && { from }),
  };
  return { list: 'dns', target, ...(dnsName !== undefined && { dnsName }) };
}

/** @throws UserError usage */
function fromOf(text: string | undefined): From | undefined {
  if (text === undefined) return undefined;
  if (parseAddress(text)) return { kind: 'address', address: text };
  const [first = '', second, ...more] = text.toLowerCase().split('/');
  if (more.length > 0) {
    throw new UserError('usage', {
      what: `${code(text)} is nobody who could call.`,
      hint: `${code('--from')} takes a namespace, ${code('namespace/pod')} or an address.`,
    });
  }
  if (second === undefined) return { kind: 'name', name: first };
  return { kind: 'name', name: second, namespace: toLabel(first, 'namespace') };
}
