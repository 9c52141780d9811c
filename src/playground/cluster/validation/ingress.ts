/** What holds for Ingresses. */
import { isObject } from '../schema/type.ts';
import {
  isAddress,
  labelErrors,
  portNameErrors,
  portNumberErrors,
  subdomainErrors,
  wildcardErrors,
} from './names.ts';
import { eachInvalid, invalidValue, type Problem, required, unsupported } from './problem.ts';
import type { Validate } from './validate.ts';

interface ServiceBackend {
  name?: string;
  port?: { name?: string; number?: number };
}

interface Backend {
  service?: ServiceBackend;
  resource?: object;
}

interface HttpPath {
  path?: string;
  pathType?: string;
  backend?: Backend;
}

interface Rule {
  host?: string;
  http?: { paths?: HttpPath[] };
}

interface IngressSpec {
  ingressClassName?: string;
  defaultBackend?: Backend;
  rules?: Rule[];
  tls?: { hosts?: string[] }[];
}

const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];
const forbiddenParts = ['//', '/./', '/../', '%2f', '%2F'];
const forbiddenEnds = ['/..', '/.'];

function hostProblems(field: string, host = ''): Problem[] {
  if (host === '') return [];
  if (isAddress(host)) return [invalidValue(field, host, 'must be a DNS name, not an IP address')];
  const errors = host.includes('*') ? wildcardErrors(host) : subdomainErrors(host);
  return eachInvalid(field, host, errors);
}

function pathProblems(at: string, { path = '', pathType }: HttpPath): Problem[] {
  if (pathType === undefined) return [required(`${at}.pathType`, 'pathType must be specified')];
  if (!pathTypes.includes(pathType)) return [unsupported(`${at}.pathType`, pathType, pathTypes)];
  const field = `${at}.path`;
  const isRooted = path.startsWith('/');
  if (pathType === 'ImplementationSpecific') {
    return isRooted || path === '' ? [] : [invalidValue(field, path, 'must be an absolute path')];
  }
  return [
    ...(isRooted ? [] : [invalidValue(field, path, 'must be an absolute path')]),
    ...forbiddenParts
      .filter((part) => path.includes(part))
      .map((part) => invalidValue(field, path, `must not contain '${part}'`)),
    ...forbiddenEnds
      .filter((end) => path.endsWith(end))
      .map((end) => invalidValue(field, path, `cannot end with '${end}'`)),
  ];
}

function portProblems(at: string, { name = '', number = 0 }: { name?: string; number?: number }) {
  if (name !== '' && number !== 0) {
    return [invalidValue(at, '', 'cannot set both port name & port number')];
  }
  if (name !== '') return eachInvalid(`${at}.service.port.name`, name, portNameErrors(name));
  if (number === 0) return [required(at, 'port name or number is required')];
  return eachInvalid(`${at}.service.port.number`, number, portNumberErrors(number));
}

function backendProblems(at: string, { service, resource }: Backend = {}): Problem[] {
  if (service && resource) {
    return [invalidValue(at, '', 'cannot set both resource and service backends')];
  }
  if (resource) return [];
  if (!service) return [invalidValue(at, '', 'resource or service backend is required')];
  const { name = '', port = {} } = service;
  const field = `${at}.service.name`;
  const named = name === '' ? [required(field)] : eachInvalid(field, name, labelErrors(name));
  return [...named, ...portProblems(at, port)];
}

function ruleProblems({ host, http }: Rule, index: number): Problem[] {
  const at = `spec.rules[${index}]`;
  const paths = http?.paths ?? [];
  return [
    ...hostProblems(`${at}.host`, host),
    ...(http && paths.length === 0 ? [required(`${at}.http.paths`)] : []),
    ...paths.flatMap((path, position) => {
      const field = `${at}.http.paths[${position}]`;
      return [...pathProblems(field, path), ...backendProblems(`${field}.backend`, path.backend)];
    }),
  ];
}

export const validateIngress: Validate = (object) => {
  const spec: IngressSpec = isObject(object.spec) ? object.spec : {};
  const { rules = [], defaultBackend, tls = [], ingressClassName } = spec;
  const isEmpty = rules.length === 0 && !defaultBackend;
  const either = 'either `defaultBackend` or `rules` must be specified';
  return [
    ...(isEmpty ? [invalidValue('spec', spec.rules ?? null, either)] : []),
    ...(defaultBackend ? backendProblems('spec.defaultBackend', defaultBackend) : []),
    ...rules.flatMap(ruleProblems),
    ...tls.flatMap(({ hosts = [] }, at) =>
      hosts.flatMap((host, index) => hostProblems(`spec.tls[${at}].hosts[${index}]`, host)),
    ),
    ...(ingressClassName === undefined
      ? []
      : eachInvalid('spec.ingressClassName', ingressClassName, subdomainErrors(ingressClassName))),
  ];
};
