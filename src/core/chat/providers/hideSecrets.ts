import type { Span } from '../../text/span';
import { echoesIn } from './echoes';
import { Needle, RunFinder } from './keyRuns';

/** Parts of the key from this length on are hidden in errors: OpenAI, for one, repeats the start of a wrong key. */
const shortestInErrors = 8;
/** Parts of the key from this length on are hidden in answers, whose own words may have eight letters of it (`sk-proj-`). */
const shortestInAnswers = 16;

/**
 * Replaces the key, and every run of its characters that is 8 or longer, with "…": as it is, in other case, grouped with
 * spaces or dashes, percent-encoded, in base64.
 */
export function hideKey(text: string, key: string | undefined): string {
  if (key === undefined || key === '') return text;
  if (key.length < shortestInErrors) return text.replaceAll(key, '…');
  return new KeyHider(needlesOf(key), shortestInErrors).whole(text);
}

/**
 * Makes the hider of a key for texts that are kept and sent on. It hides the whole key, and parts of 16 characters or
 * more; `inErrors` 8 or more. `undefined` where there is nothing to hide: a key of less than 8 characters (`ollama`) is
 * a word, and no secret.
 */
export const keyHider = (key: string | undefined, inErrors = false): KeyHider | undefined =>
  key === undefined || key.length < shortestInErrors
    ? undefined
    : new KeyHider(needlesOf(key), inErrors ? shortestInErrors : Math.min(shortestInAnswers, key.length));

/** Replaces stretches that repeat 32 or more characters of a prompt with "…". */
export const hideEcho = (text: string, prompts: readonly string[]): string => hideSpans(text, echoesIn(text, prompts));

interface Needles {
  readonly plain: Needle;
  readonly disguised: Needle;
}

/** Keeps letters and digits only, in small letters: anything may stand between them in a disguised key. */
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const needlesOf = (key: string): Needles => ({
  plain: new Needle(key),
  disguised: new Needle([key, ...base64Forms(key)].map(lettersOf).join(' ')),
});

/** Hides one key in texts. */
export class KeyHider {
  constructor(
    private readonly needles: Needles,
    private readonly shortest: number,
  ) {}

  /** Makes a filter for a text that comes in pieces. */
  stream(): KeyFilter {
    return new KeyFilter(this.needles, this.shortest);
  }

  /** Hides the key in a text that is complete from the start. */
  whole(text: string): string {
    const filter = this.stream();
    return filter.push(text) + filter.end();
  }
}

/** Characters between two letters of a key that is written in groups, at most. */
const longestGap = 8;
const [percent, backslash] = [0x25, 0x5c];
/** The small letter or the digit for each UTF-16 code unit; 0 for all others. */
const letters = new Uint16Array(0x1_0000);
for (const letter of '0123456789abcdefghijklmnopqrstuvwxyz') {
  letters[letter.charCodeAt(0)] = letters[letter.toUpperCase().charCodeAt(0)] = letter.charCodeAt(0);
}

/** Goes over a text once, in whatever pieces it comes. Positions count in all the text that was pushed. */
export class KeyFilter {
  readonly #plain: RunFinder;
  readonly #disguised: RunFinder;
  /** The text that has come and was not given out yet, and the position at which it begins. */
  #held = '';
  #at = 0;
  #scannedTo = 0;
  #hiddenTo = -1;
  /** The end of the last letter. */
  #letterEnd = 0;
  #hasHidden = false;

  constructor(
    { plain, disguised }: Needles,
    private readonly shortest: number,
  ) {
    this.#plain = new RunFinder(plain);
    this.#disguised = new RunFinder(disguised);
  }

  /** Whether some of the key has come. */
  get hasHidden(): boolean {
    return this.#hasHidden;
  }

  /** Characters that have come and were not given out yet. */
  get heldLength(): number {
    return this.#held.length;
  }

  /** Takes the next piece; returns the text that can be given out, without an end that may be the beginning of the key. */
  push(piece: string): string {
    this.#held += piece;
    const spans = this.#scan(false);
    const upTo = Math.min(this.#scannedTo, this.#plain.start, this.#disguised.start);
    // A run may begin in an earlier part that was given out already.
    return this.#give(spans, Math.max(this.#at, upTo));
  }

  /** Returns the text that was held back, with the key hidden in it. */
  end(): string {
    return this.#give(this.#scan(true), this.#scannedTo);
  }

  /** Finds runs of the key in the text that was not scanned yet. `%4` or `\u00` at the end waits for the rest of it. */
  #scan(isEnd: boolean): readonly Span[] {
    const spans = new Spans();
    const take = (finder: RunFinder, unit: number, start: number, end: number): void => {
      finder.take(unit, start);
      if (finder.length >= this.shortest) spans.add(finder.start, end);
    };
    const text = this.#held;
    let index = this.#scannedTo - this.#at;
    while (index < text.length) {
      const unit = text.charCodeAt(index);
      const escape = unit === percent ? 3 : unit === backslash ? 6 : 1;
      if (escape > 1 && !isEnd && index + escape > text.length && mayBeEscape(text, index)) break;
      const escaped = escape > 1 ? escapedUnit(text, index) : undefined;
      const start = this.#at + index;
      const end = start + (escaped === undefined ? 1 : escape);
      for (let at = start; at < end; at++) take(this.#plain, text.charCodeAt(at - this.#at), at, at + 1);
      const letter = letters[escaped ?? unit]!;
      if (letter !== 0) {
        take(this.#disguised, letter, start, end);
        this.#letterEnd = end;
      } else if (start - this.#letterEnd >= longestGap) {
        this.#disguised.forget();
      }
      index += end - start;
    }
    this.#scannedTo = this.#at + index;
    return spans.all;
  }

  /** Gives out the text before `upTo`, with "…" for each stretch that is hidden. */
  #give(spans: readonly Span[], upTo: number): string {
    let given = '';
    const show = (end: number): void => {
      const start = Math.max(this.#at, this.#hiddenTo);
      if (end > start) given += this.#held.slice(start - this.#at, end - this.#at);
    };
    for (const { start, end } of spans) {
      this.#hasHidden = true;
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

/** Stretches of a text, joined where they touch. */
class Spans {
  readonly all: { start: number; end: number }[] = [];

  /** Adds a stretch that ends behind all others. */
  add(start: number, end: number): void {
    while (this.all.length > 0 && this.all.at(-1)!.start > start) this.all.pop();
    const last = this.all.at(-1);
    if (last !== undefined && last.end >= start) last.end = end;
    else this.all.push({ start, end });
  }
}

/** Whether the end of a text from `at` on may go on as `%41` or `\u0041`. */
const mayBeEscape = (text: string, at: number): boolean => /^(?:%[\da-f]?|\\(?:u[\da-f]{0,3})?)$/i.test(text.slice(at));

/** The character that stands at `at` as `%41`, or as JSON's `\u0041`. */
function escapedUnit(text: string, at: number): number | undefined {
  const isJson = text.charCodeAt(at) === backslash;
  if (isJson && !text.startsWith('u00', at + 1)) return undefined;
  const digits = at + (isJson ? 4 : 1);
  const [high, low] = [hexDigit(text.charCodeAt(digits)), hexDigit(text.charCodeAt(digits + 1))];
  return high < 0 || low < 0 ? undefined : 16 * high + low;
}

function hexDigit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const small = unit | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1;
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
