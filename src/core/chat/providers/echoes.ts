import type { Span } from '../../text/span';

/** Consecutive characters of a prompt that make an echo. Fewer may be words that both texts happen to use. */
const shortestEcho = 32;

/** Work in steps: a place of a prompt that was looked at, or a character that was compared. */
interface Work {
  done: number;
}

/**
 * Maximum number of characters compared for one place of the text. Only a text that is made for it needs as many, or a
 * prompt that repeats itself.
 */
const maxCompared = 2_000;

const windowLength = 16;
/** Distance of the places that are looked at in a prompt. A run of 32 has a whole window at one of them, wherever it begins. */
const step = shortestEcho - windowLength + 1;

/**
 * Finds where `text` repeats 32 or more characters of a prompt. The text is short, and the prompts may have megabytes:
 * the text is indexed, and each prompt is gone over once, with a look at every 17th place.
 */
export function echoesIn(text: string, prompts: readonly string[], work: Work = { done: 0 }): Span[] {
  if (text.length < shortestEcho) return [];
  const windows = windowsIn(text);
  const marks = new Uint8Array(2 ** 16);
  for (const window of windows.keys()) marks[markOf(window, 0)] = 1;
  const search = new EchoSearch(text, work);
  for (const prompt of prompts) {
    for (let found = 0; found + windowLength <= prompt.length; found += step) {
      work.done++;
      // Most places match no window, which their mark tells without making a string.
      if (marks[markOf(prompt, found)] === 0) continue;
      const window = prompt.slice(found, found + windowLength);
      const open = windows.get(window)?.filter((at) => search.isStillOpen(at, prompt, found));
      if (open) windows.set(window, open);
    }
  }
  return search.echoes;
}

/** A number from 0 to 65,535 for the first, the middle and the last character of the window at a place. */
const markOf = (text: string, at: number): number =>
  (text.charCodeAt(at) + 31 * text.charCodeAt(at + 7) + 961 * text.charCodeAt(at + windowLength - 1)) & 0xffff;

/** Lists the places of each window of a text. */
function windowsIn(text: string): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let at = 0; at + windowLength <= text.length; at++) {
    const window = text.slice(at, at + windowLength);
    const known = places.get(window);
    if (known) known.push(at);
    else places.set(window, [at]);
  }
  return places;
}

/** Finds the echoes of a text, and skips stretches that are hidden already. */
class EchoSearch {
  readonly echoes: Span[] = [];
  readonly #compared: Uint32Array;
  readonly #hidden: Uint8Array;

  constructor(
    private readonly text: string,
    private readonly work: Work,
  ) {
    this.#compared = new Uint32Array(text.length);
    this.#hidden = new Uint8Array(text.length);
  }

  /** Compares the texts around the window at `at`. Returns whether to compare it elsewhere again: not once it is hidden. */
  isStillOpen(at: number, prompt: string, found: number): boolean {
    const end = at + windowLength;
    if (this.#hidden[at] === 1 && this.#hidden[end - 1] === 1) return false;
    const run = sharedRun(this.text, at, prompt, found);
    const length = run.end - run.start;
    this.#compared[at]! += length + 1;
    this.work.done += length + 1;
    if (length >= shortestEcho) this.#hide(run);
    // It was compared often enough: a possible echo is not shown.
    else if (this.#compared[at]! >= maxCompared) this.#hide({ start: at, end });
    else return true;
    return false;
  }

  #hide(run: Span): void {
    this.echoes.push(run);
    this.#hidden.fill(1, run.start, run.end);
  }
}

/** The longest run that both texts share around these places. */
function sharedRun(text: string, at: number, prompt: string, found: number): Span {
  let before = 0;
  while (before < at && before < found && text[at - before - 1] === prompt[found - before - 1]) before++;
  let after = 0;
  while (at + after < text.length && text[at + after] === prompt[found + after]) after++;
  return { start: at - before, end: at + after };
}
