import { addTo } from '../../../base/maps';
import { xmlName } from './xmlName';

// Finds where XML may stand in a text: a part of the text from a tag to the one that closes it.

/** A part of a text, by offsets. `parent`: where the element around it begins. */
export interface XmlStretch {
  readonly start: number;
  readonly end: number;
  readonly parent: number | undefined;
}

interface Tag {
  /** `other`: a comment, CDATA, a declaration, an instruction. */
  readonly kind: 'open' | 'close' | 'empty' | 'other';
  readonly name: string;
  /** Offset of its last character. */
  readonly last: number;
}

/**
 * Returns the outermost elements of a text whose tags fit together, which may be whole documents: first neighbours
 * together, then each alone.
 */
export function xmlStretches(text: string): XmlStretch[] {
  return inOrder(elementsIn(text));
}

function elementsIn(text: string): XmlStretch[] {
  const found: XmlStretch[] = [];
  let open: { readonly name: string; readonly start: number }[] = [];
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const tag = tagAt(text, at);
    if (!tag) continue;
    if (tag.kind === 'open') open.push({ name: tag.name, start: at });
    else if (tag.kind === 'empty') found.push({ start: at, end: tag.last + 1, parent: open.at(-1)?.start });
    else if (tag.kind === 'close') {
      const opened = open.at(-1)?.name === tag.name ? open.pop() : undefined;
      if (opened) found.push({ start: opened.start, end: tag.last + 1, parent: open.at(-1)?.start });
      // The tag does not close the innermost element, so that no element that is open here is XML.
      else open = [];
    }
    at = tag.last;
  }
  return found;
}

function tagAt(text: string, start: number): Tag | undefined {
  const next = text[start + 1];
  if (next === undefined) return undefined;
  if (next === '!') return { kind: 'other', name: '', last: endOfDeclaration(text, start) };
  if (next === '?') return { kind: 'other', name: '', last: endAfter(text, '?>', start + 2) };
  const isClosing = next === '/';
  const name = nameAt(text, start + (isClosing ? 2 : 1));
  const last = name === undefined ? undefined : endOfTag(text, start);
  if (name === undefined || last === undefined) return undefined;
  const isEmpty = text
    .slice(start + 1, last)
    .trimEnd()
    .endsWith('/');
  return { kind: isClosing ? 'close' : isEmpty ? 'empty' : 'open', name, last };
}

const namePattern = new RegExp(xmlName, 'uy');

function nameAt(text: string, at: number): string | undefined {
  namePattern.lastIndex = at;
  return namePattern.exec(text)?.[0];
}

/** Finds the `>` that ends a tag, outside of quotes and without a `<` before it. */
function endOfTag(text: string, start: number): number | undefined {
  let quote: string | undefined;
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (quote !== undefined) quote = char === quote ? undefined : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '<') return undefined;
    else if (char === '>') return at;
  }
  return undefined;
}

/** Finds the last character of a mark. Without the mark, the last character of the text counts. */
function endAfter(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return (found === -1 ? text.length : found + mark.length) - 1;
}

function endOfDeclaration(text: string, start: number): number {
  if (text.startsWith('<!--', start)) return endAfter(text, '-->', start + 4);
  if (text.startsWith('<![CDATA[', start)) return endAfter(text, ']]>', start + 9);
  let quote: string | undefined;
  let brackets = 0;
  for (let at = start + 2; at < text.length; at++) {
    const char = text[at];
    if (quote !== undefined) quote = char === quote ? undefined : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '[') brackets++;
    else if (char === ']') brackets = Math.max(0, brackets - 1);
    else if (char === '>' && brackets === 0) return at;
  }
  return text.length - 1;
}

function inOrder(found: readonly XmlStretch[]): XmlStretch[] {
  const starts = new Set(found.map(({ start }) => start));
  const outermost = found.filter(({ parent }) => parent === undefined || !starts.has(parent));
  const neighbours = new Map<number | undefined, XmlStretch[]>();
  for (const each of outermost) addTo(neighbours, each.parent, each);
  // Neighbours are in the order of the text, as they do not overlap.
  const together = [...neighbours.values()].flatMap(([first, ...others]): XmlStretch[] => {
    const last = others.at(-1);
    return first && last ? [{ ...first, end: last.end }] : [];
  });
  const alone = outermost.toSorted((one, other) => one.start - other.start || other.end - one.end);
  return [...together, ...alone];
}
