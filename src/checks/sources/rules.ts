/**
 * What is read about Ingresses and routes: first all rules of the cluster, as any of them may win; then
 * what the subject leans on; then the pods of its backends. Nothing where no rules are asked about.
 */
import { controllerOf } from '../../network/routes/controller-pods.ts';
import { hasSelector, selectorText } from '../../network/service-facts.ts';
import type { Kind } from '../../objects/registry.ts';
import type { LogQuery, Query } from '../../snapshot.ts';
import { judgedServicesOf, primaryServicesOf, servicesOf } from '../rule-services.ts';
import {
  controllersOf,
  gatewaysOf,
  objectsIn,
  type RuleSubject,
  ruleNeeds,
  ruleWants,
  subjectIn,
} from '../rule-subject.ts';
import type { Target } from '../target.ts';
import { tlsOf } from '../tls-uses.ts';
import { type Facts, type LogSource, read } from './source.ts';

const mostLoadBalancers = 200;
const mostControllerPods = 50;
/** More are read as one list of their namespace. */
const mostByName = 10;
/** Of one backend. */
export const mostPods = 200;
const mostLogs = 2;

const always =
  (query: Query) =>
  (_: Facts, { rules, ahead }: Target): readonly Query[] => {
    if (!rules) return [];
    return ahead ? (ahead[query.kind] ?? []) : [query];
  };

/** Of the whole cluster. */
const all = <K extends Kind>(kind: K) => read(kind, always({ kind }));

/** Asks once it is known what the question is about; nothing where there is no such thing. */
export const ofSubject =
  <Q>(ask: (subject: RuleSubject, known: Facts, target: Target) => readonly Q[] | undefined) =>
  (known: Facts, target: Target): readonly Q[] | undefined => {
    if (!target.rules) return [];
    // Labels of namespaces come later, and decide too little to wait for.
    const isKnown = [...ruleNeeds, ...ruleWants].every(
      (name) => known[name] || name === 'routeNamespaces',
    );
    if (!isKnown) return undefined;
    const subject = subjectIn(known, target);
    return subject ? ask(subject, known, target) : [];
  };

const ofController = (kind: 'pods' | 'deployments') =>
  ofSubject<Query>((subject, known) =>
    controllersOf(subject, objectsIn(known))
      .flatMap((name) => controllerOf(name)?.pods ?? [])
      .map((labels) => ({ kind, labels, limit: mostControllerPods })),
  );

export const ruleSources = {
  ingresses: all('ingresses'),
  ingressClasses: all('ingressclasses'),
  gateways: all('gateways'),
  gatewayClasses: all('gatewayclasses'),
  httpRoutes: all('httproutes'),
  referenceGrants: all('referencegrants'),
  ingressRoutes: all('ingressroutes'),
  traefikServices: all('traefikservices'),
  routeNamespaces: read('namespaces', ({ gateways }, { rules }) => {
    if (!rules) return [];
    if (!gateways) return undefined;
    const isBySelector = gateways.all.some(({ spec }) =>
      spec.listeners.some(({ allowedRoutes }) => allowedRoutes?.namespaces?.from === 'Selector'),
    );
    return isBySelector ? [{ kind: 'namespaces', limit: 1000 }] : [];
  }),
  loadBalancers: read(
    'services',
    always({ kind: 'services', fields: 'spec.type=LoadBalancer', limit: mostLoadBalancers }),
  ),
  ruleEvents: read('events', ofSubject(eventQueries)),
  controllerPods: read('pods', ofController('pods')),
  controllerDeployments: read('deployments', ofController('deployments')),
  controllerLogs: {
    how: 'logs',
    isOptional: true,
    queries: ({ controllerPods }: Facts, { rules }: Target) => {
      if (!rules) return [];
      return controllerPods?.all.slice(0, mostLogs).map(({ metadata, spec }): LogQuery => {
        const { namespace, name: pod } = metadata;
        const [first, ...more] = spec.containers;
        return { namespace, pod, ...(first && more.length > 0 && { container: first.name }) };
      });
    },
  } satisfies LogSource,
  tlsSecrets: read(
    'secrets',
    ofSubject((subject, known, target) => {
      const tls = tlsOf(subject, objectsIn(known), target);
      if (typeof tls === 'string') return [];
      return tls.uses.map(({ secret }): Query => ({ kind: 'secrets', ...secret }));
    }),
    { isOptional: true },
  ),
  backendServices: read(
    'services',
    ofSubject((subject) => {
      const byNamespace = Map.groupBy(servicesOf(subject), ({ namespace }) => namespace);
      return [...byNamespace].flatMap(([namespace, backends]): Query[] =>
        backends.length > mostByName
          ? [{ kind: 'services', namespace, limit: 1000 }]
          : backends.map(({ name }) => ({ kind: 'services', namespace, name })),
      );
    }),
  ),
  nearBackends: read(
    'services',
    ofSubject((subject, { backendServices }) => {
      if (!backendServices) return undefined;
      const found = new Set(
        backendServices.all.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
      );
      const missing = servicesOf(subject).filter(
        (one) => !found.has(`${one.namespace}/${one.name}`),
      );
      const places =
        backendServices.gaps.length > 0 ? [] : missing.map(({ namespace }) => namespace);
      return [...new Set(places)].map((namespace) => ({ kind: 'services', namespace, limit: 500 }));
    }),
  ),
  backendSlices: read(
    'endpointslices',
    ofSubject((subject, known) => {
      const primaries = primaryServicesOf(subject, objectsIn(known)).slice(0, mostByName);
      const all = [...judgedServicesOf(subject), ...primaries];
      return [...Map.groupBy(all, ({ namespace }) => namespace)].map(([namespace, services]) => {
        const names = [...new Set(services.map(({ name }) => name))].join(',');
        const labels = `kubernetes.io/service-name in (${names})`;
        return { kind: 'endpointslices', namespace, labels };
      });
    }),
  ),
  backendPods: read(
    'pods',
    ofSubject(
      (subject, { backendServices }) =>
        backendServices &&
        judgedServicesOf(subject).flatMap(({ namespace, name }): Query[] => {
          const service = backendServices.all.find(
            ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
          );
          if (!service || !hasSelector(service) || service.spec.type === 'ExternalName') return [];
          return [{ kind: 'pods', namespace, labels: selectorText(service), limit: mostPods }];
        }),
    ),
  ),
} as const;

function eventQueries(subject: RuleSubject, known: Facts): Query[] {
  const own = aboutObject(subject.label.split(' ')[0] ?? '', subject.object.metadata);
  const gateways = subject.kind === 'httproute' ? gatewaysOf(subject.object, objectsIn(known)) : [];
  return [own, ...gateways.map(({ metadata }) => aboutObject('Gateway', metadata))];
}

function aboutObject(
  kind: string,
  { namespace, name }: { namespace: string; name: string },
): Query {
  const fields = `involvedObject.kind=${kind},involvedObject.name=${name}`;
  return { kind: 'events', namespace, fields, limit: 20 };
}
