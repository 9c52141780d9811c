/** One request as somebody, whatever it is answered with. */
import type { KubeConfig } from '@kubernetes/client-node';
import { HttpMethod, IsomorphicFetchHttpLibrary, RequestContext } from '@kubernetes/client-node';
import type { Asked, Said } from '../infra/canary/suite.ts';

const methods: Record<string, HttpMethod> = HttpMethod;

export async function askWith(config: KubeConfig, asked: Asked): Promise<Said> {
  const { method, path, body, mediaType } = asked;
  const server = config.getCurrentCluster()?.server ?? '';
  const request = new RequestContext(`${server}${path}`, methods[method] ?? HttpMethod.GET);
  await config.applySecurityAuthentication(request);
  request.setHeaderParam('Accept', 'application/json');
  if (mediaType) request.setHeaderParam('Content-Type', mediaType);
  if (body !== undefined) request.setBody(JSON.stringify(body));
  const answer = await new IsomorphicFetchHttpLibrary().send(request).toPromise();
  return { status: answer.httpStatusCode, body: JSON.parse(await answer.body.text()) };
}
