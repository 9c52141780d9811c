/** The Web API methods that code calls, as `client.<family>.<method>(…)`, and the scope each needs. */
import ts from 'typescript';

/** Source: the reference page of each method, docs.slack.dev/reference/methods. */
export const scopeOf: Record<string, string | undefined> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.delete': 'chat:write',
  'conversations.join': 'channels:join',
  'conversations.info': 'channels:read',
  'reactions.add': 'reactions:write',
  'usergroups.users.list': 'usergroups:read',
  'users.info': 'users:read',
};

/** Source: the reference page of each event, docs.slack.dev/reference/events. */
export const scopeOfEvent: Record<string, string | undefined> = {
  app_mention: 'app_mentions:read',
  channel_created: 'channels:read',
  member_joined_channel: 'channels:read',
};

/** Methods that any bot token may call. */
export const withoutScope = new Set(['auth.test', 'views.open', 'views.update', 'views.push']);

/** @returns such as `chat.postMessage`; `apiCall('…')` counts too */
export function webApiCalls(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) found.push(...methodOf(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function methodOf({ expression, arguments: [first] }: ts.CallExpression): string[] {
  const [object, ...names] = chain(expression);
  const at = [object, ...names].lastIndexOf('client');
  if (at < 0) return [];
  const method = [object, ...names].slice(at + 1);
  if (method.length === 1 && method[0] === 'apiCall') {
    return [first && ts.isStringLiteralLike(first) ? first.text : '(computed)'];
  }
  return method.length > 1 ? [method.join('.')] : [];
}

/** `deps.client.chat.update` as its words. */
function chain(node: ts.Expression): string[] {
  if (ts.isPropertyAccessExpression(node)) return [...chain(node.expression), node.name.text];
  return ts.isIdentifier(node) ? [node.text] : [''];
}
