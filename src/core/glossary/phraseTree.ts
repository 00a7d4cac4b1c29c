import type { Term, TermForm } from './glossaryTable';
import { wordKey } from './words';

/** A form of a term. */
export interface FormOf {
  readonly term: Term;
  readonly form: TermForm;
}

/** The words that may stand next in a form, and the forms that end here. */
export interface PhraseNode {
  readonly next: Map<string, PhraseNode>;
  forms: readonly FormOf[];
}

/** Words that were met keep what they lead to; so many are kept. */
const mostMet = 20_000;

/** The forms of all terms, word by word. */
export class PhraseTree {
  private readonly root = newNode();
  private readonly met = new Map<string, PhraseNode | undefined>();
  /** Whether a form begins with three such letters: most words are told by them to begin none. */
  private readonly begins = new Uint8Array(1 << 15);

  constructor(byKey: ReadonlyMap<string, readonly FormOf[]>) {
    for (const [key, forms] of byKey) {
      const words = key.split(' ');
      this.markBeginning(words[0]!);
      let node = this.root;
      for (const word of words) node = nextNode(node, word);
      node.forms = forms;
    }
  }

  /** Where forms lead that begin with the word which stands from `start` to `end`. */
  begin(text: string, start: number, end: number): PhraseNode | undefined {
    if (end - start > 2) {
      const [one, two, three] = [text.charCodeAt(start), text.charCodeAt(start + 1), text.charCodeAt(start + 2)];
      const isPlain = (one | two | three) < 0x80;
      if (isPlain && this.begins[((one & 31) << 10) | ((two & 31) << 5) | (three & 31)] === 0) return undefined;
    }
    return this.beginWith(text.slice(start, end));
  }

  beginWith(word: string): PhraseNode | undefined {
    const known = this.met.get(word);
    if (known !== undefined || this.met.has(word)) return known;
    const found = this.root.next.get(wordKey(word));
    if (this.met.size >= mostMet) this.met.clear();
    this.met.set(word, found);
    return found;
  }

  /** The ending of a plural may be among the three letters: `AI`, `AIs`, `tries`. */
  private markBeginning(key: string): void {
    const [one, two, three] = [...letters(key)];
    for (let last = 0; last < 32; last++) {
      if (key.length > 2 && last !== three && !(key.endsWith('y') && key.length === 3)) continue;
      for (let middle = 0; middle < 32; middle++) {
        if (key.length > 1 && middle !== two) continue;
        this.begins[((one ?? 0) << 10) | (middle << 5) | last] = 1;
      }
    }
  }
}

const letters = (key: string): number[] => Array.from({ length: 3 }, (_, at) => key.charCodeAt(at) & 31);

const newNode = (): PhraseNode => ({ next: new Map(), forms: [] });

function nextNode(node: PhraseNode, word: string): PhraseNode {
  const known = node.next.get(word);
  if (known) return known;
  const added = newNode();
  node.next.set(word, added);
  return added;
}
