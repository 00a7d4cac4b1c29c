import { LETTER, characterAt } from './characters';
import type { Term, TermForm } from './glossaryTable';
import { wordKey } from './splitWords';

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

/** A tree of first words that may stand within other words, letter by letter. */
interface Piece {
  readonly next: Map<number, Piece>;
  /** The node of the word that ends here. */
  node?: PhraseNode;
}

/** Length that no word of a term exceeds. UTF-16 code units. */
export const maxWordLength = 100;

/** Scripts that put no blanks between words. */
const unspaced = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Lm}]+$/u;

/** Number of words whose results are remembered. */
const maxMet = 20_000;

/** The forms of all terms, word by word. */
export class PhraseTree {
  private readonly root = newNode();
  private readonly begun = new Map<string, PhraseNode | null>();
  private readonly keys = new Map<string, string>();
  private readonly beginnings = new PrefixFilter();
  private readonly pieces: Piece = { next: new Map() };

  /** Adds all forms of one key. It is called before the first text is read. */
  add(key: string, forms: readonly FormOf[]): void {
    const words = key.split(' ');
    const first = words[0]!;
    if (!this.root.next.has(first)) this.beginnings.add(first);
    let node = this.root;
    for (const word of words) node = nextNode(node, word);
    node.forms = forms;
    // A single letter is part of too many words.
    if (first.length > 1 && unspaced.test(first)) this.addPiece(first, this.root.next.get(first)!);
  }

  private addPiece(word: string, node: PhraseNode): void {
    let piece = this.pieces;
    for (let at = 0; at < word.length; at++) {
      const next = piece.next.get(word.charCodeAt(at)) ?? { next: new Map() };
      piece.next.set(word.charCodeAt(at), next);
      piece = next;
    }
    piece.node = node;
  }

  /** Returns the node of the forms that begin with the word from `start` to `end`. */
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

  /** Returns the nodes of forms that begin at `start` in a run without blanks, the longest first: 注文 in 注文する. */
  within(text: string, start: number, end: number): { readonly node: PhraseNode; readonly end: number }[] {
    const found = [];
    let piece: Piece | undefined = this.pieces;
    for (let at = start; at < end && (piece = piece.next.get(text.charCodeAt(at))); at++) {
      const { node } = piece;
      // No phrase goes on between two letters without case.
      const isOver = at + 1 < end && node?.forms.length === 0 && characterAt(text, at + 1) === LETTER;
      if (node && !isOver) found.push({ node, end: at + 1 });
    }
    return found.reverse();
  }

  get hasUnspaced(): boolean {
    return this.pieces.next.size > 0;
  }

  /** Whether forms may go on with a word that begins with this UTF-16 code unit. Most cannot, and need not be read. */
  mayGoOn({ nextLetters }: PhraseNode, code: number): boolean {
    return code > 0x7f || (nextLetters & letterBit(code)) !== 0;
  }

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

/** Returns the bit of a letter, the same for both cases. Some other characters share it. */
const letterBit = (code: number): number => 1 << (code & 31);

function nextNode(node: PhraseNode, word: string): PhraseNode {
  const known = node.next.get(word);
  if (known) return known;
  const added = newNode();
  node.next.set(word, added);
  node.nextLetters |= letterBit(word.charCodeAt(0));
  return added;
}

/** Number of first letters by which words are told apart. */
const depth = 6;
const size = 1 << 16;

/** Endings that may follow the singular in a word: see `wordKey`. */
const endings = ['', 's', 'e', 'es', "'s", "e's", "s's", "es's"];

/**
 * A filter by the first letters of words, which refuses most other words of a text without a look at the whole word. Some
 * other words pass, but no added word is refused. It knows ASCII letters of both cases; a word with others always passes.
 */
class PrefixFilter {
  private readonly known = new Uint8Array(size);

  /** @param key of a word, as `wordKey` makes it. */
  add(key: string): void {
    this.addStem(key);
    if (key.endsWith('y') && key.length <= depth) this.addStem(`${key.slice(0, -1)}ie`);
  }

  /** Adds a stem with all endings. The ending of a long word does not count. */
  private addStem(stem: string): void {
    const sum = sumOn(0, stem, 0, Math.min(stem.length, depth));
    if (sum === none) return;
    if (stem.length >= depth) this.known[placeOf(sum)] = 1;
    else {
      for (const ending of endings) {
        this.known[placeOf(sumOn(sum, ending, 0, Math.min(ending.length, depth - stem.length)))] = 1;
      }
    }
  }

  mayBegin(text: string, start: number, end: number): boolean {
    const sum = sumOn(0, text, start, end - start > depth ? start + depth : end);
    return sum === none || this.known[placeOf(sum)] === 1;
  }
}

/** The result for letters beyond ASCII. It equals no sum, as sums are 32 bits wide. */
const none = 2 ** 32;

/** Adds the letters from `start` to `end` to a sum; `none` where one of them is not ASCII. */
function sumOn(before: number, text: string, start: number, end: number): number {
  let sum = before;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return none;
    sum = (Math.imul(sum, 37) + (code & 31)) | 0;
  }
  return sum;
}

const placeOf = (sum: number): number => (sum ^ (sum >>> 13)) & (size - 1);

/**
 * Length of the shortest acronym that is found in any case. Shorter ones often mean something else: `ml-4`,
 * `rl_prompt`.
 */
const shortestFolded = 3;

/**
 * Chooses the form that words are written as, also in names (`CancellationToken`, `max_tokens`). Whether the term is meant
 * is decided later, by its sense.
 * @param seen the words as a reader sees them: without marks, with single blanks
 * @param isName whether they are a name. Its capitals follow the language: `lora_config`, `ragPipeline`, `PpoTrainer`
 */
export function chooseForm(forms: readonly FormOf[], seen: string, isName: boolean): FormOf | undefined {
  // A form that demands its capitals says more than one that does not.
  return (
    forms.find(({ form }) => form.exact && isWritten(form, seen)) ??
    forms.find(({ form }) => !form.exact && hasItsAt(form, seen)) ??
    (isName ? forms.find(({ form }) => isAcronym(form) && hasItsLetters(form, seen)) : undefined)
  );
}

const isWritten = ({ text }: TermForm, seen: string): boolean => text.replace(/s$/, '') === withoutPlural(seen);

/** Whether a form's at sign is written, which its key has lost: `pass1`, the first pass of a program, is no pass@1. */
const hasItsAt = ({ text }: TermForm, seen: string): boolean => !/[\p{L}\p{N}]@/u.test(text) || seen.includes('@');

/**
 * Whether a form's S is written, which its key has lost as if it were a plural: `tt`, a row of a Go test, is no TTS.
 */
const hasItsLetters = ({ text }: TermForm, seen: string): boolean => {
  const [own, written] = [lettersOf(text), lettersOf(seen)];
  return written === own || written === `${own}s`;
};

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const isAcronym = ({ text }: TermForm): boolean =>
  text.length >= shortestFolded && !text.includes(' ') && /\p{Lu}.*\p{Lu}/u.test(text);

const withoutPlural = (written: string): string => written.replace(/['’]?s$/, '');
