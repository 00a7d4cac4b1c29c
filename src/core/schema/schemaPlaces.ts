import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { Span } from '../text/span';
import type { SchemaPath } from './schemaProblems';

/**
 * Finds places in the text of a schema: the name of a keyword, or the first character of a schema. Where there is no
 * such place, returns all of the first line.
 */
export function stretchesIn(text: string): (path: SchemaPath) => Span {
  const root = parseTree(text);
  return (path) => {
    const node = root && findNodeAtLocation(root, [...path]);
    return node ? placeOf(node) : { start: 0, end: Math.max(1, text.search(/\r?\n|$/)) };
  };
}

/** Returns the place of a node. In an object, that is the place of its name. */
function placeOf(node: Node): Span {
  const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  const { offset, length } = name ?? { offset: node.offset, length: 1 };
  return { start: offset, end: offset + length };
}
