/** What holds for the containers of a pod. */
import type { Container, ContainerPort, PodSpec } from '../defaults/kinds.ts';
import { labelErrors, portNameErrors, portNumberErrors } from './names.ts';
import { duplicate, eachInvalid, oneOf, type Problem, required } from './problem.ts';

const pullPolicies = ['Always', 'IfNotPresent', 'Never'];
const restartPolicies = ['Always', 'Never', 'OnFailure'];

function portProblems(at: string, { name, containerPort, protocol }: ContainerPort): Problem[] {
  const field = `${at}.containerPort`;
  return [
    ...(name ? eachInvalid(`${at}.name`, name, portNameErrors(name)) : []),
    ...(containerPort
      ? eachInvalid(field, containerPort, portNumberErrors(containerPort))
      : [required(field)]),
    ...oneOf(`${at}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']),
  ];
}

function envProblems(at: string, env: unknown): Problem[] {
  const all = Array.isArray(env) ? (env as { name?: string }[]) : [];
  return all.flatMap(({ name }, index) => (name ? [] : [required(`${at}.env[${index}].name`)]));
}

function containerProblems(at: string, container: Container, isTaken: boolean): Problem[] {
  const { name = '', image = '', ports = [] } = container;
  return [
    ...(name === ''
      ? [required(`${at}.name`)]
      : eachInvalid(`${at}.name`, name, labelErrors(name))),
    ...(isTaken ? [duplicate(`${at}.name`, name)] : []),
    ...(image === '' ? [required(`${at}.image`)] : []),
    ...ports.flatMap((port, index) => portProblems(`${at}.ports[${index}]`, port)),
    ...envProblems(at, container.env),
    ...oneOf(`${at}.imagePullPolicy`, container.imagePullPolicy, pullPolicies),
  ];
}

function listProblems(at: string, containers: readonly Container[]): Problem[] {
  return containers.flatMap((container, index) => {
    const isTaken = containers.slice(0, index).some(({ name }) => name && name === container.name);
    return containerProblems(`${at}[${index}]`, container, isTaken);
  });
}

function mountProblems(at: string, { containers = [], volumes = [] }: PodSpec): Problem[] {
  const names = volumes.map(({ name }) => name);
  return containers.flatMap(({ volumeMounts = [] }, index) =>
    volumeMounts.flatMap(({ name }, mount) =>
      names.includes(name)
        ? []
        : [notMounted(`${at}.containers[${index}].volumeMounts[${mount}].name`, name)],
    ),
  );
}

const notMounted = (field: string, name: string): Problem => ({
  reason: 'FieldValueNotFound',
  message: `Not found: ${JSON.stringify(name)}`,
  field,
});

export function podSpecProblems(at: string, spec: PodSpec): Problem[] {
  const { containers = [], initContainers = [], restartPolicy } = spec;
  return [
    ...(containers.length === 0 ? [required(`${at}.containers`)] : []),
    ...listProblems(`${at}.containers`, containers),
    ...mountProblems(at, spec),
    ...listProblems(`${at}.initContainers`, initContainers),
    ...oneOf(`${at}.restartPolicy`, restartPolicy, restartPolicies),
  ];
}
