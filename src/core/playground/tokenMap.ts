import { inSlices, stepsOf } from '../base/work';
import type { Breathe, Work } from '../base/work';
import type { ChosenToken } from '../chat/messages/chatTypes';
import { textOf } from './session/nodeText';
import type { AnswerNode } from './session/sessionSchema';

/** A piece of an answer's text with the tokens that made it: more than one where they share a character. */
interface TokenCell {
  /** UTF-16 code units. */
  readonly length: number;
  readonly tokens: readonly ChosenToken[];
}

/** The text of an answer as the tokens that made it. */
export interface TokenMap {
  /** UTF-16 code units at the beginning, which were given to the model. */
  readonly start: number;
  /** All of the text behind that. Pieces of which nothing is known have no tokens. */
  readonly cells: readonly TokenCell[];
}

interface Laid {
  /** How many there were, and UTF-16 code units of the text: while an answer grows, tokens come without a new text. */
  readonly count: number;
  readonly length: number;
  readonly map: Promise<TokenMap>;
}
const laid = new WeakMap<AnswerNode, Laid>();

/** Lays the tokens of an answer over its text. Those that do not stand in it (marks, reasoning, calls) are left out. */
export function tokenMapOf(
  answer: AnswerNode,
  tokens: readonly ChosenToken[],
  breathe: Breathe = () => undefined,
): Promise<TokenMap> {
  const [begun] = answer.parts;
  const isBegun = (answer.made === 'begun' || answer.made === 'continued') && begun?.type === 'text';
  const start = isBegun ? begun.text.length : 0;
  const text = textOf(answer).slice(start);
  const before = laid.get(answer);
  if (before?.count === tokens.length && before.length === text.length) return before.map;
  const map = inSlices(cellsOf(text, [...tokens]), breathe).then((cells) => ({ start, cells }));
  laid.set(answer, { count: tokens.length, length: text.length, map });
  return map;
}

/** Tokens that are whole characters together, with their text. */
interface Unit {
  readonly text: string;
  readonly tokens: readonly ChosenToken[];
}

/** Tokens in a row each of which ends inside a character. */
const maxShared = 500;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const decoded = (bytes: readonly number[]): string => decoder.decode(Uint8Array.from(bytes));

/** Steps of the work after which others may get a turn. */
const stepLength = 1_000;

function* unitsOf(tokens: readonly ChosenToken[]): Work<Unit[]> {
  const units: Unit[] = [];
  const isStep = stepsOf(stepLength);
  let open: ChosenToken[] = [];
  let text = '';
  let rest: readonly number[] = [];
  for (const token of tokens) {
    if (isStep(1)) yield;
    if (open.length === 0 && token.bytes === undefined) {
      units.push({ text: token.text, tokens: [token] });
      continue;
    }
    open.push(token);
    const bytes = [...rest, ...bytesOf(token)];
    const whole = bytes.length - begunAtEnd(bytes);
    text += decoded(bytes.slice(0, whole));
    rest = bytes.slice(whole);
    // A character that is broken will never be whole, so only an unbroken one waits for more tokens.
    if (rest.length > 0 && !text.includes('\uFFFD') && open.length < maxShared) continue;
    units.push({ text: text + decoded(rest), tokens: open });
    [open, text, rest] = [[], '', []];
  }
  return units;
}

const bytesOf = ({ bytes, text }: ChosenToken): readonly number[] => bytes ?? [...encoder.encode(text)];

/** Bytes at the end that begin a character and are not all of it. */
function begunAtEnd(bytes: readonly number[]): number {
  for (const [at, byte] of bytes.slice(-3).reverse().entries()) {
    if (byte >> 6 === 0b10) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > at + 1 ? at + 1 : 0;
  }
  return 0;
}

function* cellsOf(text: string, tokens: readonly ChosenToken[]): Work<TokenCell[]> {
  const units = yield* unitsOf(tokens);
  const search = new Search(text, units);
  const isStep = stepsOf(stepLength);
  const cells: TokenCell[] = [];
  let at = 0;
  for (let i = 0; i < units.length && at < text.length; i++) {
    if (isStep(1)) yield;
    const unit = units[i]!;
    if (unit.text === '') continue;
    if (!text.startsWith(unit.text, at)) {
      yield;
      const next = search.nextMatch(at, i);
      if (!next) continue;
      if (next.at > at) cells.push({ length: next.at - at, tokens: [] });
      at = next.at;
      i = next.unit;
    }
    const { text: piece, tokens: made } = units[i]!;
    cells.push({ length: piece.length, tokens: made });
    at += piece.length;
  }
  if (at < text.length) cells.push({ length: text.length - at, tokens: [] });
  return cells;
}

/** Units that may stand between two pieces of the text without being in it, and UTF-16 code units of the text of which no token may have come. */
const wide = { skipped: 2_000, gap: 20_000 };
/** The same where too much has been looked at already. */
const narrow = { skipped: 8, gap: 200 };
/** Units that have to stand in a row, so that no chance word is taken for them, and as many UTF-16 code units of them as are enough. */
const row = 4;
const longestRow = 64;

/** Finds where text and tokens go together again. All of its searches together look at some times as much as there is. */
class Search {
  private left: number;
  /** Units before `until` do not stand at that place of the text. */
  private looked = { at: -1, until: 0 };

  constructor(
    private readonly text: string,
    private readonly units: readonly Unit[],
  ) {
    this.left = 500_000 + 4 * units.reduce((sum, unit) => sum + unit.text.length, text.length);
  }

  /** First some of the tokens are left out, then a piece of the text has none. */
  nextMatch(at: number, from: number): { readonly at: number; readonly unit: number } | undefined {
    const { skipped, gap } = this.left > 0 ? wide : narrow;
    const end = Math.min(this.units.length, from + 1 + skipped);
    let unit = this.looked.at === at ? Math.max(this.looked.until, from + 1) : from + 1;
    for (; unit < end; unit++) {
      this.left -= 1 + this.units[unit]!.text.length;
      if (this.agrees(at, unit)) return { at, unit };
    }
    this.looked = { at, until: unit };
    // To look for a text costs less than to look at each unit.
    this.left -= gap / 8;
    const found = this.text.slice(at, at + gap).indexOf(this.runOf(from).slice(0, longestRow));
    return found > 0 ? { at: at + found, unit: from } : undefined;
  }

  private agrees(at: number, unit: number): boolean {
    const first = this.units[unit]!.text;
    if (first === '' || !this.text.startsWith(first, at)) return false;
    const run = this.runOf(unit);
    // At the end of a text that was cut off the row is longer than the text.
    return this.text.startsWith(run, at) || run.startsWith(this.text.slice(at));
  }

  private runOf(unit: number): string {
    return this.units
      .slice(unit, unit + row)
      .map(({ text }) => text)
      .join('');
  }
}
