import type { WrittenPart } from '../strings/rewriteText';
import type { CodePrompt } from './codePrompts';

/** The strings of a prompt that are shown at one place: at its call, or at the name that they are given. */
export interface ShownPrompt {
  /** UTF-16 code units from the start of the text. */
  readonly at: number;
  readonly prompt: CodePrompt;
  readonly parts: readonly WrittenPart[];
  /** Number of values that are put into them. */
  readonly values: number;
}

/**
 * The least length of strings that are shown, in UTF-16 code units: about fifty tokens. Shorter strings cost less than a
 * cent with most models when they are sent a thousand times. They also fit into the line that would be shown above them,
 * and are more often a try or a test than a prompt.
 */
const minLength = 200;

/** Returns the prompts that are worth a line, each string once. */
export function shownPrompts(prompts: readonly CodePrompt[]): ShownPrompt[] {
  const byPlace = new Map<number, { prompt: CodePrompt; parts: WrittenPart[] }>();
  const seen = new Set<number>();
  for (const prompt of prompts) {
    for (const { parts, places } of prompt.messages) {
      parts.forEach((part, i) => {
        const at = places[i] ?? prompt.call.start;
        if (part.kind === 'string') {
          if (seen.has(part.literal.start)) return;
          seen.add(part.literal.start);
        }
        const shown = byPlace.get(at) ?? { prompt, parts: [] };
        byPlace.set(at, { ...shown, parts: [...shown.parts, part] });
      });
    }
  }
  return Array.from(byPlace, ([at, { prompt, parts }]) => ({ at, prompt, parts, values: valuesIn(parts) }))
    .filter(({ parts }) => textOfParts(parts).length >= minLength)
    .sort((one, other) => one.at - other.at);
}

/** Joins the texts of the strings, without the values in and between them. */
export const textOfParts = (parts: readonly WrittenPart[]): string =>
  parts
    .flatMap((part) => (part.kind === 'string' ? part.literal.pieces : []))
    .map((piece) => (piece.kind === 'text' ? piece.text : ''))
    .join('');

const valuesIn = (parts: readonly WrittenPart[]): number =>
  parts.reduce(
    (sum, part) =>
      part.kind === 'string'
        ? sum + part.literal.pieces.filter(({ kind }) => kind === 'hole').length
        : sum + (part.kind === 'value' ? 1 : 0),
    0,
  );
