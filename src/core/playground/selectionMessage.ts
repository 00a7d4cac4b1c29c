import { codeBlock, codeSpan } from '../base/markdown';
import { formatUsd } from '../base/numbers';
import { sayInEnglish } from '../base/say';
import type { Backend, Prices } from '../chat/backend';
import { languageOf } from '../text/languages';
import { withUnit } from '../tokens/counting/describeCount';
import type { TokenCount } from '../tokens/counting/modelCount';

// The message that sends a selection to a model: the instruction, the place of the text, and the text, quoted so that
// nothing in it can be taken for the question.

interface SelectedPiece {
  readonly text: string;
  /** Lines of the document, counted from 1. Absent where the piece is the whole document. */
  readonly lines?: readonly [first: number, last: number];
}

export interface SelectedText {
  /** The file as the workspace calls it, or its name. */
  readonly place: string;
  /** VS Code's id of the language. */
  readonly languageId: string;
  readonly pieces: readonly SelectedPiece[];
}

/** Whether the text is prose, in which a line break means little and Markdown is meant as such. */
const isProse = ({ languageId }: Pick<SelectedText, 'languageId'>): boolean =>
  languageOf(languageId).isForPeople === true;

export interface Instruction {
  readonly label: string;
  readonly text: string;
}

/** Returns the most usual instructions. */
export const usualInstructions = (selected: Pick<SelectedText, 'languageId'>): readonly Instruction[] =>
  isProse(selected) ? forProse : forCode;

const forProse: readonly Instruction[] = [
  { label: 'Explain', text: 'Explain this text.' },
  { label: 'Improve Wording', text: 'Improve the wording of this text. Keep its meaning.' },
  { label: 'Find Problems', text: 'Find problems in this text, and say how to solve them.' },
];

const forCode: readonly Instruction[] = [
  { label: 'Explain', text: 'Explain this code.' },
  { label: 'Find Bugs', text: 'Find bugs in this code, and say how to fix them.' },
  { label: 'Write Tests', text: 'Write tests for this code.' },
  { label: 'Refactor', text: 'Refactor this code so that it is easier to read. Keep what it does.' },
];

/** The message, in Markdown. */
export const selectionMessage = (instruction: string, selected: SelectedText): string =>
  `${instruction.trim()}\n\n${quoteSelection(selected)}`;

/** Quotes a selection without a question: one piece after the other, each below its place. */
export function quoteSelection(selected: SelectedText): string {
  const quote = isProse(selected) ? quoted : (text: string) => codeBlock(text, selected.languageId);
  return selected.pieces
    .map(({ text, lines }) => `${placeOf(selected.place, lines)}:\n\n${quote(text.replace(/\r\n?/g, '\n'))}`)
    .join('\n\n');
}

function placeOf(place: string, span: SelectedPiece['lines']): string {
  const name = codeSpan(place.replace(/\s+/g, ' '));
  if (span === undefined) return name;
  const [first, last] = span;
  const lines = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  return `${name}, ${lines}`;
}

const quoted = (text: string): string =>
  text
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

/**
 * Describes the size of a selection before it is sent: `1,234 tokens, ≈ $0.0031 of input`. The cost is given as far as
 * it is known: from the maker's price at the maker's own address, or from the provider itself. It is never exact,
 * because the question and the framing of the message come on top.
 */
export async function selectionSize(
  count: TokenCount,
  backend: Pick<Backend, 'costOf'> | undefined,
  model: string,
  catalog: Prices,
): Promise<string> {
  const tokens = withUnit(count, sayInEnglish);
  const cost = await backend?.costOf(model, { inputTokens: count.tokens, outputTokens: 0 }, catalog);
  // A cost without lines means that nothing is charged.
  if (!cost?.known || cost.lines.length === 0) return tokens;
  const usd = formatUsd(cost.usd);
  const amount = usd.startsWith('$') ? `≈ ${usd}` : usd;
  const by = cost.by === undefined ? '' : `, says ${cost.by}`;
  return `${tokens}, ${cost.unknown ? `at least ${usd}` : amount} of input${by}`;
}
