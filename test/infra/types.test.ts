/** What is generated is what the OpenAPI document says today. */
import { pathToFileURL } from 'node:url';
import openapiTypescript, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { textOf } from '../architecture/tree.ts';

test('src/crds.gen.ts is up to date; if not: npm run types', async () => {
  const document = await openapiTypescript(pathToFileURL('infra/openapi/crds.yaml'));
  expect(textOf('src/crds.gen.ts')).toBe(`${COMMENT_HEADER}${astToString(document)}`);
});
