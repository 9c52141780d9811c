/** A port-forward that is asked for without an upgrade: admitted or not, it goes no further. */
import type { KubeConfig } from '@kubernetes/client-node';
import { HttpMethod, IsomorphicFetchHttpLibrary, RequestContext } from '@kubernetes/client-node';

export async function forwardAt(config: KubeConfig, url: string) {
  const request = new RequestContext(url, HttpMethod.GET);
  await config.applySecurityAuthentication(request);
  const answer = await new IsomorphicFetchHttpLibrary().send(request).toPromise();
  const text = await answer.body.text();
  const { message = text }: { message?: string } = JSON.parse(text);
  return { status: answer.httpStatusCode, words: message };
}
