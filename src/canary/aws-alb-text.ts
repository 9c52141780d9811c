/** Changes weights inside the JSON of an action, and not one byte beside them. */
import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';

/**
 * @param weights of all target groups, in their order
 * @returns undefined: a weight to be changed is not there, is no plain number or stands there twice
 */
export function withWeights(text: string, weights: readonly number[]): string | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  if (!root || errors.length > 0) return undefined;
  const groups = findNodeAtLocation(root, ['forwardConfig', 'targetGroups'])?.children ?? [];
  const edits = groups.flatMap((group, index) => {
    const node = findNodeAtLocation(group, ['weight']);
    const value = weights[index];
    return (node?.value ?? 1) === value ? [] : [{ node, value }];
  });
  if (edits.some(({ node }) => !node || !isPlain(text, node))) return undefined;
  const changed = edits.reduceRight((before, { node, value }) => put(before, node, value), text);
  return isRead(changed, weights) ? changed : undefined;
}

/** `8e1` and `80.0` are numbers, too, which the rights in the cluster do not take for weights. */
const isPlain = (text: string, { offset, length }: Node) =>
  /^\d+$/.test(text.slice(offset, offset + length));

/** From the last to the first, so that offsets stay right. */
function put(text: string, node: Node | undefined, value: number | undefined): string {
  if (!node) return text;
  return `${text.slice(0, node.offset)}${value}${text.slice(node.offset + node.length)}`;
}

/** Of a key that stands there twice the last one counts, and the first one was found. */
function isRead(text: string, weights: readonly number[]): boolean {
  const groups: { weight?: unknown }[] = JSON.parse(text).forwardConfig?.targetGroups ?? [];
  return (
    groups.length === weights.length &&
    groups.every(({ weight = 1 }, index) => weight === weights[index])
  );
}
