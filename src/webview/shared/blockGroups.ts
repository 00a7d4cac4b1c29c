import type { Token, Tokens } from 'marked';
import { plainBlock } from './answerMarkdown';

/**
 * UTF-16 code units of Markdown, and pixels that they may take, after which a group is full: about a screen. Code, tables
 * and lists of short lines are tall for their length, and what is in a group is drawn and laid out in one go.
 */
const full = { length: 2_000, height: 1_200 };
/** UTF-16 code units up to which a list, a table, a quote or a paragraph is kept together. */
const maxBlockLength = 8_000;
const maxPartLength = new RegExp(`[^]{1,${maxBlockLength / 2}}`, 'gu');
/** Pixels to guess a height that was not measured yet: a line of text, what one character takes of it, its width. */
const guess = { line: 20, character: 7, width: 800, gap: 8 };

/** Neighbouring blocks of an answer, which are drawn together. */
export interface BlockGroup {
  readonly tokens: readonly Token[];
  /** Source of the group. With another source, the group has to be drawn again. */
  readonly source: string;
  /** Height in pixels, as far as it can be guessed. */
  readonly height: number;
  /** Index of the block that it begins with. `undefined`: it begins in the midst of one. */
  readonly firstBlock: number | undefined;
}

/**
 * Returns the groups of blocks. The end of a group depends on what is before it, so added text changes the last groups only.
 */
export function blockGroups(blocks: readonly Token[]): BlockGroup[] {
  const groups: BlockGroup[] = [];
  let isOpen = false;
  blocks.forEach((block, at) => {
    partsOf(block).forEach(({ token, source }, part) => {
      const before = isOpen ? groups.pop() : undefined;
      const group = {
        tokens: [...(before?.tokens ?? []), token],
        source: (before?.source ?? '') + source,
        height: (before?.height ?? 0) + guessedHeight(source),
        firstBlock: before === undefined ? (part === 0 ? at : undefined) : before.firstBlock,
      };
      groups.push(group);
      isOpen = group.source.length < full.length && group.height < full.height;
    });
  });
  return groups;
}

interface Part {
  readonly token: Token;
  readonly source: string;
}

/** Returns the parts of a block that is too long, of which only the last is drawn again as it grows. */
function partsOf(block: Token): Part[] {
  const whole = [{ token: block, source: block.raw }];
  if (block.raw.length <= maxBlockLength) return whole;
  switch (block.type) {
    case 'list':
      return partsOfList(block as Tokens.List);
    case 'table': {
      const table = block as Tokens.Table;
      const parts = portions(table.rows, (row) => `${row.map(({ text }) => text).join(' | ')}\n`);
      return parts.length === 0
        ? whole
        : parts.map(({ members, source }) => ({ token: { ...table, rows: members }, source }));
    }
    case 'blockquote': {
      const quote = block as Tokens.Blockquote;
      const parts = portions(quote.tokens, ({ raw }) => raw);
      return parts.map(({ members, source }) => ({ token: { ...quote, tokens: members }, source }));
    }
    // No bold, links and so on are looked for in such a long paragraph: see answerMarkdown.ts.
    case 'paragraph':
      return (block.raw.match(maxPartLength) ?? []).map((source) => ({ token: plainBlock(source), source }));
    default:
      return whole;
  }
}

function partsOfList(list: Tokens.List): Part[] {
  let next = Number(list.start);
  return portions(list.items, ({ raw }) => raw).map(({ members, source }) => {
    const token = { ...list, items: members, start: list.ordered ? next : list.start };
    next += members.length;
    // An empty line between any two items of a list makes paragraphs of all its items.
    return { token, source: list.loose ? `${source}\n` : source };
  });
}

interface Portion<T> {
  readonly members: T[];
  source: string;
}

function portions<T>(all: readonly T[], sourceOf: (member: T) => string): Portion<T>[] {
  const found: Portion<T>[] = [];
  for (const member of all) {
    const source = sourceOf(member);
    const last = found.at(-1);
    if (last === undefined || last.source.length + source.length > maxBlockLength) {
      found.push({ members: [member], source });
    } else {
      last.members.push(member);
      last.source += source;
    }
  }
  return found;
}

function guessedHeight(source: string): number {
  let height = 0;
  for (const line of source.trimEnd().split('\n')) {
    height += line === '' ? guess.gap : Math.ceil((line.length * guess.character) / guess.width) * guess.line;
  }
  return height;
}
