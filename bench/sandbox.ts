/** One Lambda sandbox: AWS's runtime client over a Runtime API that hands out a single event. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SandboxOptions {
  /** Path of aws-lambda-ric. */
  client: string;
  /** Folder of the function; its handler is `index.handler`. */
  folder: string;
  env: Record<string, string>;
  event: object;
}

/** @returns milliseconds from the start of the process to its response */
export async function firstResponse(options: SandboxOptions): Promise<number> {
  const { promise: responded, resolve, reject } = Promise.withResolvers<void>();
  const api = await startApi(options.event, (path) =>
    path.endsWith('/response') ? resolve() : reject(new Error(`the runtime reported ${path}`)),
  );
  const began = performance.now();
  const { client, folder, env } = options;
  const sandbox = spawn(process.execPath, [client], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, ...env, ...runtimeEnvironment(folder, api.address) },
  });
  sandbox.once('exit', (code) => reject(new Error(`the runtime client ended with ${code}`)));
  try {
    await responded;
    return performance.now() - began;
  } finally {
    sandbox.removeAllListeners('exit').kill('SIGKILL');
    api.close();
  }
}

/** The first `next` gets the event, the second hangs, as it does while nothing happens. */
async function startApi(event: object, onPost: (path: string) => void) {
  let isHandedOut = false;
  const api = createServer((request, response) => {
    if (!request.url?.endsWith('/next')) {
      request.resume().on('end', () => response.writeHead(202).end());
      onPost(request.url ?? '');
      return;
    }
    if (isHandedOut) return;
    isHandedOut = true;
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': '1',
      'lambda-runtime-deadline-ms': String(Date.now() + 60_000),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-central-1:000000000000:function:x',
    });
    response.end(JSON.stringify(event));
  });
  await new Promise<void>((done) => api.listen(0, '127.0.0.1', done));
  return {
    address: `127.0.0.1:${(api.address() as AddressInfo).port}`,
    close() {
      api.closeAllConnections();
      api.close();
    },
  };
}

function runtimeEnvironment(folder: string, address: string): Record<string, string> {
  return {
    AWS_LAMBDA_RUNTIME_API: address,
    LAMBDA_TASK_ROOT: folder,
    _HANDLER: 'index.handler',
    AWS_LAMBDA_FUNCTION_NAME: 'portolan',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
    AWS_LAMBDA_LOG_GROUP_NAME: 'portolan',
    AWS_LAMBDA_LOG_STREAM_NAME: 'bench',
  };
}
