/** The CloudFormation that `osls package` writes for serverless.yml, without network or credentials. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { root } from '../architecture/tree.ts';

const Resource = z.object({
  Type: z.string(),
  DeletionPolicy: z.string().optional(),
  // Of many kinds; each test knows what it looks at.
  Properties: z.record(z.string(), z.unknown()).default({}),
});
export type Resource = z.infer<typeof Resource>;

const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })),
});
export type Template = z.infer<typeof Template>;

/** In a folder of its own, so that it does not meddle with a build or a package in the tree. */
export async function packaged(stage: string): Promise<Template> {
  const directory = await mkdtemp(join(tmpdir(), 'portolan-package-'));
  try {
    // osls wants files, not links to them.
    for (const name of ['serverless.yml', 'infra/aws']) {
      await cp(join(root, name), join(directory, name), { recursive: true });
    }
    for (const name of ['slack', 'worker']) {
      await mkdir(join(directory, 'dist', name), { recursive: true });
      await writeFile(join(directory, 'dist', name, 'index.js'), '');
    }
    const osls = join(root, 'node_modules/osls/bin/serverless.js');
    const env = { PATH: process.env.PATH, HOME: directory, SLS_TRACKING_DISABLED: '1' };
    const args = [osls, 'package', '--stage', stage];
    await promisify(execFile)(process.execPath, args, { cwd: directory, env });
    const path = join(directory, '.serverless/cloudformation-template-update-stack.json');
    return Template.parse(JSON.parse(await readFile(path, 'utf8')));
  } finally {
    await rm(directory, { recursive: true });
  }
}

export const ofType = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.Resources).filter(([, { Type }]) => Type === type);

const Statement = z.strictObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string(), z.array(z.string())]).transform((action) => [action].flat()),
  Resource: z.unknown(),
  Condition: z.unknown().optional(),
});
export type Statement = z.infer<typeof Statement>;

const Plain = z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) });
/** A policy that is there only where its condition holds. */
const Conditional = z
  .object({ 'Fn::If': z.tuple([z.string(), Plain, z.unknown()]) })
  .transform(({ 'Fn::If': [condition, policy] }) => ({ ...policy, condition }));

/** What a role may do, and on which condition of the template. */
export function statementsOf(
  template: Template,
  role: string,
): (Statement & { condition?: string })[] {
  const policies = template.Resources[role]?.Properties.Policies ?? [];
  return z
    .array(z.union([Conditional, Plain]))
    .parse(policies)
    .flatMap(({ PolicyDocument, ...rest }) =>
      PolicyDocument.Statement.map((statement) => ({ ...statement, ...rest })),
    );
}

/** The logical id behind a Ref or a GetAtt. */
export function refOf(value: unknown): string | undefined {
  const Reference = z.union([
    z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
    z
      .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
      .transform((v) => v['Fn::GetAtt'][0]),
  ]);
  return Reference.safeParse(value).data;
}
