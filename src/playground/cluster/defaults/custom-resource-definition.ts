/** Defaults and status of CustomResourceDefinitions: names accepted and established at once. */
import type { KubeObject } from '../storage.ts';
import { type Defaulter, fill } from './defaults.ts';
import type { Condition } from './kinds.ts';

interface Definition extends KubeObject {
  spec: {
    group: string;
    names: { kind: string; plural: string; singular?: string; listKind?: string };
    conversion?: object;
    versions: { name: string; storage?: boolean }[];
  };
  status?: { conditions?: Condition[]; acceptedNames?: object; storedVersions?: string[] };
}

const approval = 'api-approved.kubernetes.io';

/** Groups of the project itself need an approval by address; anything else in the note is a no. */
function approvalCondition(definition: Definition): Condition[] {
  const { group } = definition.spec;
  if (!/(^|\.)(k8s|kubernetes)\.io$/.test(group)) return [];
  const note = definition.metadata.annotations?.[approval] ?? '';
  const type = 'KubernetesAPIApprovalPolicyConformant';
  if (note === '') {
    const message = `protected groups must have approval annotation "${approval}", see https://github.com/kubernetes/enhancements/pull/1111`;
    return [{ type, status: 'False', reason: 'MissingAnnotation', message }];
  }
  if (!note.startsWith('https://')) {
    const message = `not approved: ${JSON.stringify(note)}`;
    return [{ type, status: 'False', reason: 'UnapprovedAnnotation', message }];
  }
  return [{ type, status: 'True', reason: 'ApprovedAnnotation', message: `approved in ${note}` }];
}

function conditions(definition: Definition): Condition[] {
  const all: Condition[] = [
    {
      type: 'NamesAccepted',
      status: 'True',
      reason: 'NoConflicts',
      message: 'no conflicts found',
    },
    {
      type: 'Established',
      status: 'True',
      reason: 'InitialNamesAccepted',
      message: 'the initial names have been accepted',
    },
    ...approvalCondition(definition),
  ];
  const since = definition.metadata.creationTimestamp ?? new Date().toISOString();
  const lastTransitionTime = since.replace(/\.\d+Z$/, 'Z');
  return all.map((condition) => ({ lastTransitionTime, ...condition }));
}

export const defaultCustomResourceDefinition: Defaulter = (draft) => {
  const definition = draft as Definition;
  const { spec } = definition;
  fill(spec, { conversion: { strategy: 'None' } });
  const singular = spec.names.kind.toLowerCase();
  fill(spec.names, { singular, listKind: `${spec.names.kind}List` });
  definition.status = fill(definition.status ?? {}, {
    acceptedNames: { ...spec.names },
    conditions: conditions(definition),
    storedVersions: spec.versions.filter((one) => one.storage).map((one) => one.name),
  });
};
