import type { Span } from '../../text/span';
import { echoesIn } from './echoes';

/** Parts of the key from this length on are hidden in errors: OpenAI, for one, repeats the start of a wrong key. */
const shortestInErrors = 8;
/** The same in answers, whose own words may be eight letters of a key (`sk-proj-`). */
const shortestInAnswers = 16;

/**
 * Replaces the key, and every run of its characters that is 8 or longer, with "…": as it is, in other case, grouped with
 * spaces or dashes, percent-encoded, in base64.
 */
export function hideKey(text: string, key: string | undefined): string {
  if (key === undefined || key === '') return text;
  if (key.length < shortestInErrors) return text.replaceAll(key, '…');
  return new KeyFilter(needlesOf(key), shortestInErrors).whole(text);
}

/** The same for a text that comes in pieces, or for several texts. */
export interface KeyHider {
  /** The next piece, without its end where that may be the beginning of the key. */
  push(piece: string): string;
  /** What was held back. */
  end(): string;
  /** A text that comes at once. */
  whole(text: string): string;
}

/**
 * Hides a key in what is kept and sent on: all of it, or 16 characters of it and more. `undefined` where there is nothing to
 * hide: a key of less than 8 characters (`ollama`) is a word, and no secret.
 */
export const keyHider = (key: string | undefined): KeyHider | undefined =>
  key === undefined || key.length < shortestInErrors
    ? undefined
    : new KeyFilter(needlesOf(key), Math.min(shortestInAnswers, key.length));

/** Replaces what repeats 32 or more characters of a prompt with "…". */
export const hideEcho = (text: string, prompts: readonly string[]): string => hideSpans(text, echoesIn(text, prompts));

/** Letters and digits in small: whatever stands between them in a disguised key. */
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const decoded = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
/** Characters between two letters of a key that is written in groups. */
const longestGap = 8;
/** Characters from which a text is looked over before it is gone through letter by letter, which takes four times as long. */
const longText = 2_000;
/** Characters that 15 letters of a key have at most, each percent-encoded, with such gaps between them. */
const longestShortRun = 15 * (3 + longestGap);
/** Every run of 16 has a whole piece of so many letters at a multiple of them. */
const pieceLength = 8;

/** A text with its short pieces, which most words are told apart by. */
class Needle {
  readonly #short: ReadonlySet<string>;

  constructor(private readonly text: string) {
    const places = Array.from(text, (_, at) => at);
    this.#short = new Set(places.flatMap((at) => [1, 2, 3, pieceLength].map((length) => text.slice(at, at + length))));
  }

  has(piece: string): boolean {
    const isShort = piece.length <= 3 || piece.length === pieceLength;
    return isShort ? this.#short.has(piece) : this.text.includes(piece);
  }

  /** Whether a run of 16 letters may stand in a text. */
  mayBeIn(text: string): boolean {
    for (let at = 0; at + pieceLength <= text.length; at += pieceLength) {
      if (this.has(text.slice(at, at + pieceLength))) return true;
    }
    return false;
  }
}

/** Follows the longest end of a text that stands in `needle`. */
class RunFinder {
  #run = '';
  /** Where each of its letters begins. */
  #starts: number[] = [];
  #end = 0;

  constructor(private readonly needle: Needle) {}

  /** Where the run begins; `undefined` where there is none. */
  get start(): number | undefined {
    return this.#starts[0];
  }

  /** Takes the next letter; says how long the run is now. */
  take(letter: string, start: number, end: number): number {
    this.#run += letter;
    this.#starts.push(start);
    this.#end = end;
    while (this.#run !== '' && !this.needle.has(this.#run)) {
      this.#run = this.#run.slice(1);
      this.#starts.shift();
    }
    return this.#run.length;
  }

  /** Goes over a character that is no letter: the run ends where the gap is too long. */
  skip(at: number): void {
    if (this.#run === '' || at - this.#end < longestGap) return;
    this.forget();
  }

  forget(): void {
    this.#run = '';
    this.#starts = [];
  }
}

const needlesOf = (key: string) => ({
  plain: new Needle(key),
  disguised: new Needle([key, ...base64Forms(key)].map(lettersOf).join(' ')),
});

/** Goes over a text once, whatever pieces it comes in. Positions are those in all that was pushed. */
class KeyFilter implements KeyHider {
  readonly #plain: RunFinder;
  readonly #disguised: RunFinder;
  /** What has come and was not given, and where it begins. */
  #held = '';
  #at = 0;
  #scannedTo = 0;
  #hiddenTo = -1;

  constructor(
    private readonly needles: { readonly plain: Needle; readonly disguised: Needle },
    private readonly shortest: number,
  ) {
    this.#plain = new RunFinder(needles.plain);
    this.#disguised = new RunFinder(needles.disguised);
  }

  whole(text: string): string {
    const filter = new KeyFilter(this.needles, this.shortest);
    return filter.push(text) + filter.end();
  }

  push(piece: string): string {
    this.#held += piece;
    if (this.#held.length >= longText && this.#isClean()) this.#skipTo(this.#held.length - longestShortRun);
    const spans = this.#scan(false);
    const upTo = Math.min(this.#scannedTo, this.#plain.start ?? Infinity, this.#disguised.start ?? Infinity);
    return this.#give(spans, upTo);
  }

  end(): string {
    return this.#give(this.#scan(true), this.#scannedTo);
  }

  #isClean(): boolean {
    const { plain, disguised } = this.needles;
    if (this.shortest < shortestInAnswers || plain.mayBeIn(this.#held)) return false;
    return !disguised.mayBeIn(lettersOf(decoded(this.#held)));
  }

  #skipTo(index: number): void {
    this.#plain.forget();
    this.#disguised.forget();
    this.#scannedTo = this.#at + index;
  }

  /** Runs of the key in what was not scanned yet. `%4` at the end waits for the rest of it. */
  #scan(isEnd: boolean): Span[] {
    const spans: Span[] = [];
    const find = (finder: RunFinder, letter: string, start: number, end: number): void => {
      if (finder.take(letter, start, end) >= this.shortest) spans.push({ start: finder.start!, end });
    };
    const text = this.#held;
    let index = this.#scannedTo - this.#at;
    while (index < text.length) {
      const isEscape = text[index] === '%';
      if (isEscape && !isEnd && index + 2 >= text.length) break;
      const code = isEscape ? /^%([0-9a-f]{2})/i.exec(text.slice(index, index + 3))?.[1] : undefined;
      const start = this.#at + index;
      const end = start + (code === undefined ? 1 : 3);
      for (let at = start; at < end; at++) find(this.#plain, text[at - this.#at]!, at, at + 1);
      const letter = code === undefined ? text[index]! : String.fromCharCode(Number.parseInt(code, 16));
      if (/[a-z0-9]/i.test(letter)) find(this.#disguised, letter.toLowerCase(), start, end);
      else this.#disguised.skip(start);
      index += end - start;
    }
    this.#scannedTo = this.#at + index;
    return spans;
  }

  /** What is before `upTo`, with "…" for each stretch that is hidden. */
  #give(spans: readonly Span[], upTo: number): string {
    let given = '';
    const show = (end: number): void => {
      const start = Math.max(this.#at, this.#hiddenTo);
      if (end > start) given += this.#held.slice(start - this.#at, end - this.#at);
    };
    for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
      if (start > this.#hiddenTo) {
        show(start);
        given += '…';
      }
      this.#hiddenTo = Math.max(this.#hiddenTo, end);
    }
    show(upTo);
    this.#held = this.#held.slice(upTo - this.#at);
    this.#at = upTo;
    return given;
  }
}

/** The key in base64, as it looks after any number of other bytes. Ends that depend on the neighbours are left off. */
const base64Forms = (key: string): string[] =>
  [0, 1, 2].map((before) => {
    const bytes = new TextEncoder().encode('x'.repeat(before) + key);
    const encoded = btoa(String.fromCharCode(...bytes));
    return encoded.slice(before === 0 ? 0 : 4, Math.floor((bytes.length * 8) / 6 / 4) * 4);
  });

function hideSpans(text: string, spans: readonly Span[]): string {
  let result = '';
  let shownUpTo = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start > shownUpTo || (start === 0 && shownUpTo === 0)) result += `${text.slice(shownUpTo, start)}…`;
    shownUpTo = Math.max(shownUpTo, end);
  }
  return result + text.slice(shownUpTo);
}
