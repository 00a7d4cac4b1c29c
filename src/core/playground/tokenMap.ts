import { inSlices, stepsOf } from '../base/work';
import type { Breathe, Work } from '../base/work';
import type { ChosenToken } from '../chat/messages/chatTypes';
import { textOf } from './session/nodeText';
import type { AnswerNode } from './session/sessionSchema';

/** A piece of an answer's text with its tokens: more than one where several tokens share a character. */
interface TokenCell {
  /** UTF-16 code units. */
  readonly length: number;
  readonly tokens: readonly ChosenToken[];
}

/** The text of an answer as the tokens that made it. */
export interface TokenMap {
  /** UTF-16 code units at the beginning that were given to the model. */
  readonly start: number;
  /** All of the text after that. Pieces whose tokens are not known have none. */
  readonly cells: readonly TokenCell[];
}

interface Laid {
  /**
   * Number of the tokens, and UTF-16 code units of the text. While an answer grows, tokens may come without new text.
   */
  readonly count: number;
  readonly length: number;
  readonly map: Promise<TokenMap>;
}
const laid = new WeakMap<AnswerNode, Laid>();

/** Maps the tokens of an answer to its text. Tokens that are not in it (marks, reasoning, calls) are left out. */
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

/** Tokens that form whole characters together, with their text. */
interface Unit {
  readonly text: string;
  readonly tokens: readonly ChosenToken[];
}

/** The most successive tokens that each end inside a character. */
const maxShared = 500;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const decoded = (bytes: readonly number[]): string => decoder.decode(Uint8Array.from(bytes));

/** Steps of work after which other work may get a turn. */
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

/** Returns the number of bytes at the end that begin a character and do not complete it. */
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

/**
 * The most units between two pieces of the text that may be missing in it, and the most UTF-16 code units of the text
 * that may have no tokens.
 */
const wide = { skipped: 2_000, gap: 20_000 };
/** The limits after too much was searched already. */
const narrow = { skipped: 8, gap: 200 };
/**
 * Units that have to match in a row, so that no chance word is taken for them, and the most UTF-16 code units of them
 * that are compared.
 */
const row = 4;
const longestRow = 64;

/**
 * Finds where text and tokens match again. All searches of one instance together read a few times the length of the
 * text and the tokens.
 */
class Search {
  private left: number;
  /** Units before `until` do not match at place `at` of the text. */
  private looked = { at: -1, until: 0 };

  constructor(
    private readonly text: string,
    private readonly units: readonly Unit[],
  ) {
    this.left = 500_000 + 4 * units.reduce((sum, unit) => sum + unit.text.length, text.length);
  }

  /** Finds the next match. First skips tokens, and then a piece of the text without tokens. */
  nextMatch(at: number, from: number): { readonly at: number; readonly unit: number } | undefined {
    const { skipped, gap } = this.left > 0 ? wide : narrow;
    const end = Math.min(this.units.length, from + 1 + skipped);
    let unit = this.looked.at === at ? Math.max(this.looked.until, from + 1) : from + 1;
    for (; unit < end; unit++) {
      this.left -= 1 + this.units[unit]!.text.length;
      if (this.agrees(at, unit)) return { at, unit };
    }
    this.looked = { at, until: unit };
    // Searching a text costs less than looking at each unit.
    this.left -= gap / 8;
    const found = this.text.slice(at, at + gap).indexOf(this.runOf(from).slice(0, longestRow));
    return found > 0 ? { at: at + found, unit: from } : undefined;
  }

  private agrees(at: number, unit: number): boolean {
    const first = this.units[unit]!.text;
    if (first === '' || !this.text.startsWith(first, at)) return false;
    const run = this.runOf(unit);
    // At the end of a text that was cut off, the row is longer than the text.
    return this.text.startsWith(run, at) || run.startsWith(this.text.slice(at));
  }

  private runOf(unit: number): string {
    return this.units
      .slice(unit, unit + row)
      .map(({ text }) => text)
      .join('');
  }
}
