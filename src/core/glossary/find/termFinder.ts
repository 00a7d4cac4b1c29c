import type { Span } from '../../text/span';
import { LETTER, WORD_START, characterAt, runEnd, LETTER_OR_NUMBER, MARK } from './characters';
import { chooseForm, maxWordLength } from './phraseTree';
import { isDeclaration, isNonProse } from './nonProse';
import { separatorInIdentifier, separatorInPhrase, lengthAt } from './separator';
import type { Separator } from './separator';
import type { Term, TermForm } from './glossaryTable';
import type { PhraseNode, PhraseTree } from './phraseTree';
import { readingAt } from './regionReading';
import type { RegionReading } from './regionReading';
import { isCited, regionIndex } from './termText';
import type { TermText } from './termText';
import type { PlacedRegion } from './placeRegions';
import { wordEnd } from './splitWords';

/** A term as it stands in a text. UTF-16 code units. */
export interface TermMatch extends Span {
  readonly term: Term;
  /** The form of it that is written. */
  readonly form: TermForm;
}

/** A term with the region and the words that it was read from. */
export interface WrittenTerm extends TermMatch {
  /** The region in which it begins. */
  readonly region: PlacedRegion;
  /** The offsets at which its words begin. */
  readonly words: readonly number[];
}

/** The length that is read before other work gets a turn: about a millisecond of work. UTF-16 code units. */
const sliceLength = 8_000;

/** Letters without blanks that are looked at before other work gets a turn. A term may begin at each of them. */
const lettersInSlice = 200;

const backslash = 0x5c;

export class TermFinder {
  /** The run of letters without blanks that was looked at last: it holds many words, and is measured once. */
  private run = { start: 0, end: 0 };
  /** Letters without blanks that may still be looked at before other work gets a turn. */
  private lettersLeft = lettersInSlice;
  /** Where the search goes on after such a turn. No word begins there. */
  private resumedAt = -1;

  constructor(
    private readonly tree: PhraseTree,
    private readonly text: TermText,
  ) {}

  /**
   * Finds the terms that begin from one offset to another, in order: the longest at each word, and none that overlaps the one
   * before. Yields `undefined` after each slice of the work.
   */
  *find(from: number, to: number): Generator<WrittenTerm | undefined, void> {
    const { text, regions } = this.text;
    let sliceEnd = from + sliceLength;
    let at = from;
    // No word begins between `at` and this offset, so that a stretch of many regions without words is read once.
    let wordless = from;
    for (let index = regionIndex(regions, from); index < regions.length; index++) {
      const region = regions[index]!;
      if (region.start >= to) return;
      const end = Math.min(region.end, to);
      at = Math.max(at, region.start);
      while (at < end) {
        if (at > sliceEnd || this.lettersLeft <= 0) {
          this.lettersLeft = lettersInSlice;
          sliceEnd = at + sliceLength;
          yield undefined;
        }
        const start = at < wordless ? wordless : runEnd(text, at, ~WORD_START);
        wordless = start;
        if (start >= end) break;
        if ((characterAt(text, start) & WORD_START) === 0) {
          at = start;
          continue;
        }
        if (text.charCodeAt(start - 1) === backslash) {
          const escape = lengthAt(readingAt(text, region, start).marks.escape, text, start);
          at = start + escape;
          if (escape > 0) continue;
        }
        const begun = this.beginningAt(index, start, start + this.lettersLeft);
        if (typeof begun === 'number') {
          at = begun;
          if (this.lettersLeft <= 0) this.resumedAt = at;
        } else {
          const found = this.orBetter(begun);
          at = found.end;
          yield found;
        }
      }
    }
  }

  /**
   * Returns the longest term that begins with the word at `start`, or where to go on if there is none.
   * @param until the offset from which no term may begin, in a run of letters without blanks
   */
  private beginningAt(index: number, start: number, until: number): WrittenTerm | number {
    const { text, regions } = this.text;
    const end = this.endOfWord(start);
    if (!mayHideMore(text, end)) {
      const node = start === this.resumedAt ? null : this.tree.begin(text, start, end);
      const found = node && this.longest(index, start, { seen: text.slice(start, end), end }, node);
      return found ?? (this.tree.hasUnspaced ? this.within(index, start, end, until) : end);
    }
    const word = readHidden(text, start, readingAt(text, regions[index]!, start).marks.inWord);
    const node = this.tree.beginWith(word.seen);
    return (node && this.longest(index, start, word, node)) ?? word.end;
  }

  private wordAt(start: number, { marks }: RegionReading): SeenWord {
    const { text } = this.text;
    const end = this.endOfWord(start);
    if (mayHideMore(text, end)) return readHidden(text, start, marks.inWord);
    return { seen: end - start > maxWordLength ? '' : text.slice(start, end), end };
  }

  private endOfWord(start: number): number {
    const { run } = this;
    return start > run.start && start < run.end ? run.end : wordEnd(this.text.text, start);
  }

  /** Returns the first term within a run of letters without blanks, or the offset up to which the run was searched. */
  private within(index: number, start: number, end: number, until: number): WrittenTerm | number {
    const { text } = this.text;
    if (characterAt(text, start) !== LETTER) return end;
    if (end !== this.run.end) this.run = { start, end };
    for (let at = start; at < end; at++) {
      if (at >= until) return at;
      this.lettersLeft--;
      for (const { node, end: to } of this.tree.within(text, at, end)) {
        const found =
          isPiece(text, this.run.start, at, to) && this.longest(index, at, { seen: text.slice(at, to), end: to }, node);
        if (found) return found;
      }
    }
    return end;
  }

  /**
   * Returns a term that begins inside of the found one and says more, if there is one: it has more words or letters
   * (long context window), or goes on as the same term.
   */
  private orBetter(found: WrittenTerm): WrittenTerm {
    for (const start of found.words.slice(1)) {
      const other = this.beginningAt(regionIndex(this.text.regions, start), start, found.end);
      if (typeof other === 'number' || other.end <= found.end) continue;
      const more = other.words.length - found.words.length;
      const isLonger = other.end - other.start > found.end - found.start;
      if (more > 0 || (more === 0 && (isLonger || other.term === found.term))) return this.orBetter(other);
    }
    return found;
  }

  private longest(index: number, start: number, first: SeenWord, begun: PhraseNode): WrittenTerm | undefined {
    const { text, regions } = this.text;
    const region = regions[index]!;
    const reading = readingAt(text, region, start);
    if (reading.by === 'nothing') return undefined;
    const isType = (region.kind !== 'code' || isCited(region)) && isDeclaration(text, start, first.end);
    let [node, end] = [begun, first.end];
    const words = [start];
    let { seen } = first;
    let found: WrittenTerm | undefined;
    for (let last = index; ;) {
      if (node.forms.length > 0) {
        const chosen = chooseForm(node.forms, seen, region.kind === 'code');
        // An everyday form that is the name of a type is not used as a word.
        if (chosen && !(isType && chosen.form.everyday) && !endsMakerName(text, start, seen))
          found = { ...chosen, start, end, region, words: words.slice() };
      }
      const gap = node.next.size === 0 ? undefined : gapAfter(text, end, regions[last]!, reading);
      if (!gap || isType) break;
      while (last < regions.length && regions[last]!.end <= gap.end) last++;
      const other = regions[last];
      if (!other || other.start > gap.end || !isSameText(region, other)) break;
      if (!this.tree.mayGoOn(node, text.charCodeAt(gap.end))) break;
      const word = this.wordAt(gap.end, reading);
      const next = this.tree.next(node, word.seen);
      if (!next) break;
      seen += gap.seen + word.seen;
      [node, end] = [next, word.end];
      words.push(gap.end);
    }
    return found && !isNonProse(text, region, reading, start, found.end) ? found : undefined;
  }
}

const katakana = /[\p{sc=Katakana}ー]/u;
const hangul = /\p{sc=Hangul}/u;

/**
 * Whether a piece of a run may be a word. Katakana next to others is part of a word; Korean words have only endings.
 */
function isPiece(text: string, runStart: number, start: number, end: number): boolean {
  const first = text.charAt(start);
  if (hangul.test(first)) return start === runStart || !hangul.test(text.charAt(start - 1));
  if (!katakana.test(first)) return true;
  return !katakana.test(text.charAt(start - 1)) && !katakana.test(text.charAt(end));
}

/** Returns the separator behind a word. Where inline code ends, marks of the surrounding text may follow. */
function gapAfter(
  text: string,
  end: number,
  region: PlacedRegion,
  { by, marks }: RegionReading,
): Separator | undefined {
  const isAtEnd = isCited(region) && end >= region.end - 2;
  return by === 'words' || isAtEnd || region.kind === 'prose'
    ? separatorInPhrase(text, end, marks)
    : separatorInIdentifier(text, end);
}

/** Whether a phrase may go on from one region into another: on the next line, in inline code. */
const isSameText = (one: PlacedRegion, other: PlacedRegion): boolean =>
  (one.kind === other.kind && one.language === other.language) ||
  (isCited(one) && other.kind === 'prose') ||
  (one.kind === 'prose' && isCited(other));

/** The part before AI in names of companies and products that readers of model code meet. */
const namesBeforeAi =
  /(?:Open|OPEN_|(?<![\p{L}\p{N}])(?:x|Mistral |Stability |Character\.|Together |Vertex |Azure ))$/u;
const maxNameLength = 12;

/**
 * Whether `seen`, at `start` in `text`, is the end of a maker's name and no word of its own: OpenAI, xAI, Mistral AI.
 */
const endsMakerName = (text: string, start: number, seen: string): boolean =>
  seen === 'AI' && namesBeforeAi.test(text.slice(Math.max(0, start - maxNameLength), start));

/** A word as a reader sees it, and where it ends in the text. UTF-16 code units. */
interface SeenWord {
  readonly seen: string;
  readonly end: number;
}

/** Beginnings of something that is not seen: a soft hyphen or character without width, `&shy;`, `<wbr>`, `\-`. */
const beginnings = new Set(['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '&', '<', '\\', '{']);

/** Whether a word may go on behind something that is not seen. It is called for every word. */
const mayHideMore = (text: string, end: number): boolean => {
  const code = text.charCodeAt(end);
  return (
    (code > 0xa0 || code === 0x26 || code === 0x3c || code === 0x5c || code === 0x7b) &&
    beginnings.has(text.charAt(end))
  );
};

/** The word that begins at `start`, without what `hidden` matches in it. */
function readHidden(text: string, start: number, hidden: RegExp): SeenWord {
  let seen = '';
  const ends: number[] = [];
  for (let at = start; at < text.length && seen.length < maxWordLength;) {
    const length = lengthAt(hidden, text, at);
    const character = text.charAt(at);
    if (length === 0) {
      if (!/['’]/.test(character) && (characterAt(text, at) & (LETTER_OR_NUMBER | MARK)) === 0) break;
      seen += character;
      ends.push(at + 1);
    }
    at += length || 1;
  }
  const length = wordEnd(seen, 0);
  return length === 0
    ? { seen: '', end: wordEnd(text, start) }
    : { seen: seen.slice(0, length), end: ends[length - 1]! };
}
