import type { ChosenToken } from '../chat/messages/types';
import { textOf } from './session/nodeText';
import type { AnswerNode } from './session/sessionSchema';

/** A piece of an answer's text with the tokens that made it: more than one where they share a character. */
export interface TokenCell {
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

const known = new WeakMap<AnswerNode, TokenMap>();

/** Lays the tokens of an answer over its text. Those that do not stand in it (marks, reasoning, calls) are left out. */
export function tokenMapOf(answer: AnswerNode, tokens: readonly ChosenToken[]): TokenMap {
  const before = known.get(answer);
  if (before) return before;
  const [begun] = answer.parts;
  const isBegun = (answer.made === 'begun' || answer.made === 'continued') && begun?.type === 'text';
  const start = isBegun ? begun.text.length : 0;
  const map = { start, cells: cellsOf(textOf(answer).slice(start), unitsOf(tokens)) };
  // While it grows, tokens come without a new text.
  if (answer.status !== 'streaming') known.set(answer, map);
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

function unitsOf(tokens: readonly ChosenToken[]): Unit[] {
  const units: Unit[] = [];
  let open: ChosenToken[] = [];
  for (const token of tokens) {
    if (open.length === 0 && token.bytes === undefined) {
      units.push({ text: token.text, tokens: [token] });
      continue;
    }
    open.push(token);
    const text = decoder.decode(Uint8Array.from(open.flatMap(bytesOf)));
    const broken = text.indexOf('\uFFFD');
    // The last character lacks bytes; one before it would never be whole.
    if (broken >= 0 && broken === text.length - 1 && open.length < maxShared) continue;
    units.push({ text, tokens: open });
    open = [];
  }
  return units;
}

const bytesOf = ({ bytes, text }: ChosenToken): readonly number[] => bytes ?? [...encoder.encode(text)];

/** Units that may stand between two pieces of the text without being in it. */
const maxSkipped = 2_000;
/** UTF-16 code units of the text of which no token may have come. */
const maxGap = 20_000;

function cellsOf(text: string, units: readonly Unit[]): TokenCell[] {
  const cells: TokenCell[] = [];
  let at = 0;
  for (let i = 0; i < units.length && at < text.length; i++) {
    const unit = units[i]!;
    if (unit.text === '') continue;
    if (!text.startsWith(unit.text, at)) {
      const next = nextMatch(text, at, units, i);
      if (!next) continue;
      if (next.at > at) cells.push({ length: next.at - at, tokens: [] });
      at = next.at;
      i = next.unit;
    }
    const { text: piece, tokens } = units[i]!;
    cells.push({ length: piece.length, tokens });
    at += piece.length;
  }
  if (at < text.length) cells.push({ length: text.length - at, tokens: [] });
  return cells;
}

/** Where text and tokens go together again: first some of the tokens are left out, then a piece of the text has none. */
function nextMatch(
  text: string,
  at: number,
  units: readonly Unit[],
  from: number,
): { readonly at: number; readonly unit: number } | undefined {
  const end = Math.min(units.length, from + maxSkipped);
  for (let unit = from + 1; unit < end; unit++) if (agrees(text, at, units, unit)) return { at, unit };
  const found = text.slice(at, at + maxGap).indexOf(runOf(units, from));
  return found > 0 ? { at: at + found, unit: from } : undefined;
}

/** Tokens that have to stand in a row, so that no chance word is taken for them. */
const row = 4;

const runOf = (units: readonly Unit[], from: number): string =>
  units
    .slice(from, from + row)
    .map(({ text }) => text)
    .join('');

function agrees(text: string, at: number, units: readonly Unit[], from: number): boolean {
  if (units[from]!.text === '' || !text.startsWith(units[from]!.text, at)) return false;
  const run = runOf(units, from);
  // At the end of a text that was cut off the row is longer than the text.
  return text.startsWith(run, at) || run.startsWith(text.slice(at));
}
