import { GlobProgram, isAny, isNoSlash, literal, slash } from './globProgram';
import type { GlobNode } from './globProgram';

// The globs of VS Code: https://code.visualstudio.com/docs/editor/glob-patterns. There are no escapes, and a file that starts
// with a dot is like any other.

/**
 * Parses a glob for the UTF-16 code units of a path. `undefined`: it is too long, or its braces are nested too deep.
 */
export function parseVsCodeGlob(glob: string): GlobProgram | undefined {
  const nodes = glob.length > maxLength ? undefined : readSequence(glob, 0);
  return nodes && new GlobProgram(nodes);
}

/** Limits of a glob: UTF-16 code units, and the depth of nested braces. No person writes more. */
const maxLength = 2_000;
const maxDepth = 20;

const anyPath: GlobNode = { kind: 'many', test: isAny };
const separator = literal(slash);
/** `**` with its slash: any number of folders, or none. */
const folders: GlobNode = { kind: 'choice', options: [[], [anyPath, separator]] };

function readSequence(glob: string, depth: number): GlobNode[] | undefined {
  if (depth > maxDepth) return undefined;
  const parts = splitOutsideGroups(glob, '/');
  const nodes: GlobNode[] = [];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '**') {
      if (parts[index - 1] === '**') continue;
      if (!isLast && parts.slice(index).some((each) => each !== '**')) nodes.push(folders);
      else if (nodes.length === 0) nodes.push(anyPath);
      else nodes.push({ kind: 'choice', options: [[], [separator, anyPath]] }); // `a/**` matches `a` too.
      continue;
    }
    const read = readPart(part, depth);
    if (!read) return undefined;
    nodes.push(...read);
    // A `**` at the end adds its own slash.
    if (!isLast && parts.slice(index + 1).some((each) => each !== '**')) nodes.push(separator);
  }
  return nodes;
}

/** A part between slashes; groups in braces may hold slashes of their own. */
function readPart(part: string, depth: number): GlobNode[] | undefined {
  const nodes: GlobNode[] = [];
  for (let at = 0; at < part.length;) {
    const character = part[at]!;
    const end = character === '[' ? part.indexOf(']', at + 2) : character === '{' ? closingBrace(part, at) : -1;
    if (character === '*') nodes.push({ kind: 'many', test: isNoSlash });
    else if (character === '?') nodes.push({ kind: 'one', test: isNoSlash });
    else if (end < 0) nodes.push(literal(part.charCodeAt(at)));
    else if (character === '[') nodes.push({ kind: 'one', test: readClass(part.slice(at + 1, end)) });
    else {
      const options = splitOutsideGroups(part.slice(at + 1, end), ',').map((option) => readSequence(option, depth + 1));
      if (!options.every((option) => option !== undefined)) return undefined;
      nodes.push({ kind: 'choice', options });
    }
    at = end < 0 ? at + 1 : end + 1;
  }
  return nodes;
}

function closingBrace(part: string, open: number): number {
  let depth = 0;
  for (let at = open; at < part.length; at++) {
    if (part[at] === '{') depth++;
    else if (part[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function readClass(content: string): (unit: number) => boolean {
  const negative = /^[!^]/.test(content);
  const set = negative ? content.slice(1) : content;
  const ranges: [number, number][] = [];
  for (let at = 0; at < set.length; at++) {
    const isRange = set[at + 1] === '-' && at + 2 < set.length;
    ranges.push([set.charCodeAt(at), set.charCodeAt(isRange ? at + 2 : at)]);
    if (isRange) at += 2;
  }
  return (unit) => unit !== slash && ranges.some(([from, to]) => unit >= from && unit <= to) !== negative;
}

/** Splits a text at a character, except inside of braces and brackets. */
function splitOutsideGroups(text: string, at: string): string[] {
  const parts: string[] = [];
  let [braces, inBrackets, start] = [0, false, 0];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === at && braces === 0 && !inBrackets) {
      parts.push(text.slice(start, index));
      start = index + 1;
    } else if (character === '{') braces++;
    else if (character === '}') braces = Math.max(0, braces - 1);
    else if (character === '[') inBrackets = text.includes(']', index + 2);
    else if (character === ']') inBrackets = false;
  }
  return [...parts, text.slice(start)];
}
