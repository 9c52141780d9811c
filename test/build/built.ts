/** A function as it is shipped: built into a folder of its own, and loaded as Lambda loads it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
  SQSBatchResponse,
  SQSEvent,
} from 'aws-lambda';
import { buildFunctions, type FunctionName } from '../../infra/build/lambda.ts';
import type { Config } from '../../src/config.ts';

export interface Handlers {
  slack: (event: APIGatewayProxyEventV2, c: Context) => Promise<APIGatewayProxyStructuredResultV2>;
  worker: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
}

export interface Built {
  directory: string;
  /** Loads it anew; what it reads while loading is the environment given. */
  load<N extends FunctionName>(name: N, env: Record<string, string>): Handlers[N];
  close(): Promise<void>;
}

export async function built(config: Config, names: readonly FunctionName[]): Promise<Built> {
  const directory = await mkdtemp(join(tmpdir(), 'portolan-build-'));
  const configPath = join(directory, 'portolan.yaml');
  await writeFile(configPath, JSON.stringify(config));
  await buildFunctions(directory, { configPath, names });
  const require = createRequire(import.meta.url);
  return {
    directory,
    load(name, env) {
      const path = join(directory, name, 'index.js');
      delete require.cache[path];
      for (const variable of Object.keys(process.env)) {
        if (/^(SLACK|PORTOLAN|AWS)_/.test(variable)) delete process.env[variable];
      }
      Object.assign(process.env, env);
      return require(path).handler;
    },
    close: () => rm(directory, { recursive: true }),
  };
}

/** What Lambda itself gives every function, and where the emulated AWS is. */
export const awsEnvironment = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SESSION_TOKEN: 'test',
};
