/** ValidatingAdmissionPolicies and their bindings, read from what is stored, ready to be evaluated. */
import type { KubeObject } from '../storage.ts';
import { compile, type Program } from './cel.ts';

/** One of `matchConstraints.resourceRules`. */
export interface ResourceRule {
  apiGroups: string[];
  apiVersions: string[];
  /** `pods` for the objects, `pods/log` for one subresource, `pods/*` for all of them; or `*`. */
  resources: string[];
  operations: string[];
}

export interface Validation {
  isMet: Program;
  expression: string;
  message?: string;
  reason?: string;
}

export interface Policy {
  name: string;
  rules: ResourceRule[];
  /** An expression that fails denies, unless the policy says otherwise. */
  isErrorIgnored: boolean;
  conditions: Program[];
  /** In the order they are declared: each may use those before it. */
  variables: { name: string; value: Program }[];
  validations: Validation[];
}

interface Expression {
  name: string;
  expression: string;
}

interface PolicySpec {
  failurePolicy?: string;
  matchConstraints?: { resourceRules?: ResourceRule[] };
  matchConditions?: Expression[];
  variables?: Expression[];
  validations?: { expression: string; message?: string; reason?: string }[];
}

const always = ['object', 'oldObject', 'request'];

/** The rules alone, which tell whether the rest of it has to be read. */
export function rulesOf({ spec }: KubeObject): ResourceRule[] {
  return (spec as PolicySpec).matchConstraints?.resourceRules ?? [];
}

const read = new WeakMap<KubeObject, Policy>();

/** @throws Error for what a real server refuses, and for what is not evaluated here */
export function policyOf(object: KubeObject): Policy {
  const policy = read.get(object) ?? readPolicy(object);
  read.set(object, policy);
  return policy;
}

function readPolicy(object: KubeObject): Policy {
  const { name } = object.metadata;
  const spec = object.spec as PolicySpec;
  const { matchConstraints = {}, matchConditions = [], variables = [], validations = [] } = spec;
  const known = [
    'failurePolicy',
    'matchConstraints',
    'matchConditions',
    'variables',
    'validations',
  ];
  onlyThese(spec, known, `${name}: spec`);
  onlyThese(matchConstraints, ['resourceRules', 'matchPolicy'], `${name}: spec.matchConstraints`);
  for (const rule of rulesOf(object)) {
    const fields = ['apiGroups', 'apiVersions', 'resources', 'operations', 'scope'];
    onlyThese(rule, fields, `${name}: spec.matchConstraints.resourceRules`);
  }
  const declared = variables.map((variable) => `variables.${variable.name}`);
  const all = [...always, ...declared];
  return {
    name,
    rules: rulesOf(object),
    isErrorIgnored: spec.failurePolicy === 'Ignore',
    conditions: matchConditions.map(({ expression }) => compile(expression, always)),
    variables: variables.map((variable, index) => ({
      name: variable.name,
      value: compile(variable.expression, [...always, ...declared.slice(0, index)]),
    })),
    validations: validations.map((validation) => {
      onlyThese(validation, ['expression', 'message', 'reason'], `${name}: spec.validations`);
      return { ...validation, isMet: compile(validation.expression, all) };
    }),
  };
}

/** @throws Error for a binding that asks for what is not done here */
export function isBindingOf({ metadata, spec }: KubeObject, policy: string): boolean {
  const { policyName, validationActions = [] } = spec as {
    policyName?: string;
    validationActions?: string[];
  };
  if (policyName !== policy) return false;
  onlyThese(Object(spec), ['policyName', 'validationActions'], `${metadata.name}: spec`);
  if (validationActions.every((action) => action === 'Deny')) return true;
  throw new Error(`${metadata.name}: only the action Deny is known here`);
}

/** What is there and left empty asks for nothing. */
function onlyThese(value: object, known: readonly string[], place: string): void {
  const others = Object.entries(value).filter(([key]) => !known.includes(key));
  const asked = others.filter(([, one]) => Object.keys(Object(one)).length > 0);
  if (asked.length === 0) return;
  const names = asked.map(([key]) => key).join(', ');
  throw new Error(`${place} has ${names}, which is not evaluated here`);
}
