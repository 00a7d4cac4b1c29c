import { maxStretchLength } from '../../core/glossary/cards/wordQuestion';

/** UTF-16 code units to either side of the word. The marks of code and blocks come on top. */
const reach = 1_500;

/** A place in the text of a page. */
export interface TextPlace {
  readonly node: Text;
  /** Offset in the node, in UTF-16 code units. */
  readonly offset: number;
}

/** The text around a place as Markdown, and which parts of it stand where in the page. */
export interface Stretch {
  readonly text: string;
  /** Where the place is in `text`. */
  readonly at: number;
  /** The place where the text after the stretch begins. */
  readonly end: TextPlace;
  /** Returns the same part in the page, or `undefined` if nothing of it stands there any more. */
  rangeOf(start: number, end: number): Range | undefined;
}

interface Part {
  readonly node: Text;
  /** The part of the node that is in the stretch. */
  readonly from: number;
  readonly to: number;
}

/** Names and buttons of the page between the texts. */
const noText = 'button, select, option, svg, script, style, .code-bar, .unseen, [hidden]';

/** Reads what stands around a place within `root`, up to a bound: the block of the word, and its neighbours. */
export function stretchAround(root: Element, { node, offset }: TextPlace): Stretch {
  const before = partsFrom(root, node, offset, -1);
  const after = partsFrom(root, node, offset, 1);
  const [left, right] = [before[0], after[0]];
  const own: Part = { node, from: left?.from ?? offset, to: right?.to ?? offset };
  return written([...before.slice(1).toReversed(), own, ...after.slice(1)], node, offset);
}

/** Returns the parts from a place on, or back from it, nearest first. */
function partsFrom(root: Element, node: Text, offset: number, direction: 1 | -1): Part[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (each) =>
    each.parentElement?.closest(noText) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  walker.currentNode = node;
  const parts: Part[] = [];
  let room = reach;
  let current: Text | null = node;
  let [from, to] = direction === 1 ? [offset, node.length] : [0, offset];
  while (current !== null && room > 0) {
    if (to - from > room) {
      if (direction === 1) to = from + wholeWords(current.data.slice(from, from + room), /\s\S*$/);
      else from = to - room + (/^\S*/.exec(current.data.slice(to - room, to))?.[0].length ?? 0);
      room = 0;
    } else room -= to - from + markRoom;
    parts.push({ node: current, from, to });
    current = (direction === 1 ? walker.nextNode() : walker.previousNode()) as Text | null;
    [from, to] = [0, current?.length ?? 0];
  }
  return parts;
}

/** The room for the marks between two parts, which also bounds the number of parts. */
const markRoom = 8;

const wholeWords = (text: string, lastWord: RegExp): number => lastWord.exec(text)?.index ?? text.length;

function written(parts: readonly Part[], at: Text, offset: number): Stretch {
  let text = '';
  let place = 0;
  let last: Surroundings | undefined;
  const starts: number[] = [];
  for (const part of parts) {
    const now = surroundingsOf(part.node);
    text += between(last, now);
    last = now;
    starts.push(text.length);
    if (part.node === at) place = text.length + offset - part.from;
    text += part.node.data.slice(part.from, part.to);
  }
  const end = parts.at(-1) ?? { node: at, to: offset };
  text = (text + between(last, undefined)).slice(0, maxStretchLength);
  return {
    text,
    at: Math.min(place, text.length),
    end: { node: end.node, offset: end.to },
    rangeOf: (start, end) => rangeOf(parts, starts, start, end),
  };
}

function rangeOf(parts: readonly Part[], starts: readonly number[], start: number, end: number): Range | undefined {
  const placeOf = (offset: number): TextPlace | undefined => {
    const index = starts.findLastIndex((from) => from <= offset);
    const part = parts[index];
    if (!part?.node.isConnected) return undefined;
    return { node: part.node, offset: Math.min(part.from + offset - (starts[index] ?? 0), part.to, part.node.length) };
  };
  const [first, last] = [placeOf(start), placeOf(end - 1)];
  if (!first || !last) return undefined;
  const range = document.createRange();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, Math.min(last.offset + 1, last.node.length));
  return range;
}

/** The elements around a text, as far as Markdown has marks for them. */
interface Surroundings {
  readonly pre: Element | null;
  readonly code: Element | null;
  readonly cell: Element | null;
  readonly row: Element | null;
  readonly block: Element | null;
}

const blocks = 'p, li, h1, h2, h3, h4, h5, h6, tr, pre, blockquote, dt, dd, figcaption, div, details, summary';

function surroundingsOf({ parentElement }: Text): Surroundings {
  const closest = (selector: string): Element | null => parentElement?.closest(selector) ?? null;
  const pre = closest('pre');
  return {
    pre,
    code: pre ? null : closest('code'),
    cell: closest('td, th'),
    row: closest('tr'),
    block: closest(blocks),
  };
}

/** Returns the marks that end and begin elements between two parts. */
function between(last: Surroundings | undefined, now: Surroundings | undefined): string {
  let marks = '';
  if (last?.code && last.code !== now?.code) marks += '`';
  if (last?.pre && last.pre !== now?.pre) marks += '\n```';
  if (last && now && last.block !== now.block) marks += '\n\n';
  else if (last && now && last.cell !== now.cell && last.row === now.row) marks += ' | ';
  if (now?.block !== last?.block) marks += blockMark(now?.block);
  if (now?.pre && now.pre !== last?.pre) marks += `\`\`\`${languageOf(now.pre)}\n`;
  if (now?.code && now.code !== last?.code) marks += '`';
  return marks;
}

function blockMark(block: Element | null | undefined): string {
  if (block?.localName === 'li') return '- ';
  return /^h[1-6]$/.test(block?.localName ?? '') ? '# ' : '';
}

const languageOf = (pre: Element): string =>
  /(?:^|\s)language-(\S+)/.exec(pre.firstElementChild?.className ?? '')?.[1] ?? '';
