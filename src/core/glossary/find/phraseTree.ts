import type { Term, TermForm } from './glossaryTable';
import { PrefixFilter } from './prefixFilter';
import { wordKey } from './words';

/** A form of a term. */
export interface FormOf {
  readonly term: Term;
  readonly form: TermForm;
}

/** The words that may stand next in a form, and the forms that end here. */
export interface PhraseNode {
  readonly next: Map<string, PhraseNode>;
  /** A bit for each letter of ASCII that these words begin with, by `letterBit`. */
  nextLetters: number;
  forms: readonly FormOf[];
}

/** Longer ones are none. UTF-16 code units. */
const maxWordLength = 100;

/** Scripts that put no blanks between words. */
const unspaced = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Lm}]+$/u;

/** Words that were met keep what was found out about them; so many are kept. */
const maxMet = 20_000;

/** The forms of all terms, word by word. */
export class PhraseTree {
  private readonly root = newNode();
  private readonly begun = new Map<string, PhraseNode | null>();
  private readonly keys = new Map<string, string>();
  private readonly beginnings = new PrefixFilter();
  /** Of the first words that may stand within others, the longest first. */
  private unspacedLengths: readonly number[] = [];

  /** All forms of one key, before the first text is read. */
  add(key: string, forms: readonly FormOf[]): void {
    const words = key.split(' ');
    const first = words[0]!;
    if (!this.root.next.has(first)) this.beginnings.add(first);
    // A letter by itself is a part of too many words.
    if (first.length > 1 && unspaced.test(first) && !this.unspacedLengths.includes(first.length)) {
      this.unspacedLengths = [...this.unspacedLengths, first.length].sort((a, b) => b - a);
    }
    let node = this.root;
    for (const word of words) node = nextNode(node, word);
    node.forms = forms;
  }

  /** Where forms lead that begin with the word which stands from `start` to `end`. */
  begin(text: string, start: number, end: number): PhraseNode | null {
    return end - start < maxWordLength && this.beginnings.mayBegin(text, start, end)
      ? this.beginWith(text.slice(start, end))
      : null;
  }

  beginWith(word: string): PhraseNode | null {
    const known = this.begun.get(word);
    if (known !== undefined) return known;
    if (this.begun.size >= maxMet) this.begun.clear();
    const found = this.root.next.get(wordKey(word)) ?? null;
    this.begun.set(word, found);
    return found;
  }

  /** Where forms lead that begin within a run of letters without blanks, the longest first: 注文 in 注文する. */
  *within(text: string, start: number, end: number): Generator<{ readonly node: PhraseNode; readonly end: number }> {
    for (const length of this.unspacedLengths) {
      const node = start + length <= end && this.root.next.get(text.slice(start, start + length));
      if (node) yield { node, end: start + length };
    }
  }

  get hasUnspaced(): boolean {
    return this.unspacedLengths.length > 0;
  }

  /** Whether they may go on with a word that begins with this UTF-16 code unit: most do not, and need not be read. */
  mayGoOn({ nextLetters }: PhraseNode, code: number): boolean {
    return code > 0x7f || (nextLetters & letterBit(code)) !== 0;
  }

  /** Where they go on with a word. */
  next(node: PhraseNode, word: string): PhraseNode | undefined {
    let key = this.keys.get(word);
    if (key === undefined) {
      if (this.keys.size >= maxMet) this.keys.clear();
      this.keys.set(word, (key = wordKey(word)));
    }
    return node.next.get(key);
  }
}

const newNode = (): PhraseNode => ({ next: new Map(), nextLetters: 0, forms: [] });

/** Of both cases alike; some other characters share it. */
const letterBit = (code: number): number => 1 << (code & 31);

function nextNode(node: PhraseNode, word: string): PhraseNode {
  const known = node.next.get(word);
  if (known) return known;
  const added = newNode();
  node.next.set(word, added);
  node.nextLetters |= letterBit(word.charCodeAt(0));
  return added;
}
