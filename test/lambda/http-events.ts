/**
 * What Lambda hands the front: the events of an HTTP API (payload 2.0) and of a Function URL, whole,
 * as AWS documents them. Both send a form in base64; a test may say otherwise.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export interface SlackRequest {
  headers: Record<string, string>;
  body?: string;
}

export interface Shape {
  name: string;
  wrap: (request: SlackRequest, options?: { isBase64Encoded?: boolean }) => APIGatewayProxyEventV2;
}

/** API Gateway lower-cases the names of headers, and joins what came twice with a comma. */
const lowerCase = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function wrapper(domainName: string, routeKey: string): Shape['wrap'] {
  return ({ headers, body }, { isBase64Encoded = true } = {}) => ({
    version: '2.0',
    routeKey,
    rawPath: '/slack/events',
    rawQueryString: '',
    headers: {
      'content-length': String(Buffer.byteLength(body ?? '')),
      host: domainName,
      'x-amzn-trace-id': 'Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e',
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...lowerCase(headers),
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'r3pmxmplak',
      domainName,
      domainPrefix: 'r3pmxmplak',
      http: {
        method: 'POST',
        path: '/slack/events',
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.7',
        userAgent: 'Slackbot 1.0 (+https://api.slack.com/robots)',
      },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey,
      stage: '$default',
      time: '10/Mar/2026:05:16:23 +0000',
      timeEpoch: 1773119783220,
    },
    ...(body !== undefined && {
      body: isBase64Encoded ? Buffer.from(body, 'utf8').toString('base64') : body,
    }),
    isBase64Encoded: isBase64Encoded && body !== undefined,
  });
}

export const httpApi: Shape = {
  name: 'an HTTP API',
  wrap: wrapper('r3pmxmplak.execute-api.eu-central-1.amazonaws.com', 'POST /slack/events'),
};
export const functionUrl: Shape = {
  name: 'a Function URL',
  wrap: wrapper('r3pmxmplak.lambda-url.eu-central-1.on.aws', '$default'),
};
