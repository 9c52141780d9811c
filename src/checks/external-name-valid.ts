/** Does an alias name a host that DNS can follow? */
import { aliasedService, isSameService, nameTrouble } from '../network/alias-target.ts';
import { normalName } from '../network/dns-names.ts';
import { hasSelector } from '../network/service-facts.ts';
import type { Service } from '../objects/service.ts';
import { code } from '../report.ts';
import type { Finding } from './check.ts';
import { defineCheck } from './check.ts';
import { nameOf, ofService, ok, problem, serviceEvidence, skipped, warning } from './findings.ts';
import type { Found } from './sources/source.ts';
import type { Target } from './target.ts';

export const externalNameValid = defineCheck({
  id: 'external-name-valid',
  title: 'An alias names a host that DNS can follow',
  needs: ['service'],
  wants: ['aliased'],
  explain: {
    why: 'An ExternalName Service is nothing but a CNAME in DNS: clients ask for the other name instead, and for that one as it is, without search domains.',
    how: 'spec.externalName is read as a host name; where it is the name of a Service of this cluster, that Service is looked for.',
    fix: 'Write a whole host name such as `db.example.com`. For an address, use a Service without selector and an EndpointSlice with that address.',
  },
  run: (view, target) =>
    ofService(view, (service) =>
      service.spec.type === 'ExternalName'
        ? (broken(service) ?? led(service, view.aliased, target))
        : skipped(`${code(nameOf(service))} is no alias of another name`),
    ),
});

function broken(service: Service): Finding | undefined {
  const trouble = nameTrouble(service);
  if (trouble === undefined) return undefined;
  const { externalName = '' } = service.spec;
  const isAddress = trouble.startsWith('an address');
  return problem({
    ...advised(service),
    summary: `${code(nameOf(service))} is an alias of ${externalName ? code(externalName) : 'nothing'}: ${trouble}`,
    fix: isAddress
      ? 'Make it a Service without selector, with an EndpointSlice that has this address; or name a host.'
      : 'Write a host name and nothing else into spec.externalName.',
  });
}

/** The name is well formed: what stands behind it, as far as this cluster knows. */
function led(service: Service, aliased: Found<Service> | undefined, target: Target): Finding {
  const { clusterDomain } = target;
  const name = normalName(service.spec.externalName ?? '');
  const other = aliasedService(service, clusterDomain);
  const next = aliased?.all[0];
  if (isSameService(service, other)) return loop(service, 'itself');
  if (next && isSameService(service, aliasedService(next, clusterDomain))) {
    return loop(service, `${code(nameOf(next))}, which is an alias of it`);
  }
  if (other && aliased && !next) return nobody(service, `${other.namespace}/${other.name}`);
  if (name.endsWith('.svc')) return short(service, `${name}.${clusterDomain}`);
  if (!name.includes('.')) return single(service, target);
  return fine(service);
}

function loop(service: Service, what: string): Finding {
  return problem({
    ...advised(service),
    summary: `${code(nameOf(service))} is an alias of ${what}: the name never leads to an address`,
    fix: 'Name the host that is meant in the end.',
  });
}

function nobody(service: Service, other: string): Finding {
  return problem({
    ...advised(service),
    summary: `${code(nameOf(service))} is an alias of Service ${code(other)}, which does not exist`,
    fix: `Create ${code(other)}, or name another host.`,
  });
}

function short(service: Service, whole: string): Finding {
  return problem({
    ...advised(service),
    summary: `${code(nameOf(service))} is an alias of ${code(service.spec.externalName ?? '')}, which DNS does not know: search domains do not count for aliases`,
    fix: `Write the whole name: ${code(whole)}.`,
  });
}

/** Somebody's own DNS may know such a name; hardly anybody's does. */
function single(service: Service, { clusterDomain }: Target): Finding {
  const { externalName = '' } = service.spec;
  const inCluster = `${normalName(externalName)}.${service.metadata.namespace}.svc.${clusterDomain}`;
  return warning({
    ...advised(service),
    summary: `${code(nameOf(service))} is an alias of ${code(externalName)}, a name without a dot: search domains do not count for aliases, so that hardly any DNS server knows it`,
    fix: `Write the whole name: ${code(inCluster)} if a Service beside it is meant.`,
  });
}

function fine(service: Service): Finding {
  const { externalName = '', ports } = service.spec;
  const ignored = [
    ...(ports.length > 0 ? ['its ports'] : []),
    ...(hasSelector(service) ? ['its selector'] : []),
  ];
  const note = ignored.length > 0 ? `; ${ignored.join(' and ')} count for nothing` : '';
  return ok(`${code(nameOf(service))} is an alias of ${code(externalName)}${note}`);
}

function advised(service: Service) {
  const { namespace, name } = service.metadata;
  return {
    evidence: [serviceEvidence(service, 'spec.externalName', service.spec.externalName ?? '')],
    kubectl: `kubectl get service ${name} -n ${namespace} -o yaml`,
  };
}
