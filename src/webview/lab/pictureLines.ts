import { svg } from 'lit';
import { cut, textWidth } from './flow';
import type { Drawn, PictureFrame } from './station';

// Draws sentences in a picture. An SVG has no lines of its own, and half a sentence says nothing.

/** Distance from one line to the next, as a share of the size of text. */
const lineHeight = 1.45;

/** Breaks a text into lines between words so that each fits. A word that is wider than a line is cut with an ellipsis. */
export function linesOf(text: string, width: number, type: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, type) <= width) lines[lines.length - 1] = longer;
    else lines.push(cut(word, width, type));
  }
  return lines;
}

interface LineOptions {
  /** CSS class of the text. */
  readonly kind?: string;
  /**
   * The longest text that may stand there. Its lines are kept free, so that the content below does not jump with each number.
   */
  readonly longest?: string;
  /** The most lines that are drawn. If there is more text, the last line ends with an ellipsis. */
  readonly most?: number;
}

/** Draws a sentence from the left end of the picture, in as many lines as it needs. */
export function drawLines(
  text: string,
  top: number,
  { width, type }: Pick<PictureFrame, 'width' | 'type'>,
  { kind = '', longest = '', most = Infinity }: LineOptions = {},
): Drawn {
  const all = linesOf(text, width, type);
  const shown = all.slice(0, most);
  const rest = all.slice(most);
  if (rest.length > 0) shown[most - 1] = cut(`${shown[most - 1]!} ${rest[0]!}…`, width, type);
  const kept = Math.max(shown.length, Math.min(most, linesOf(longest, width, type).length));
  const line = type * lineHeight;
  return {
    content: shown.map(
      (each, index) => svg`<text class=${kind} x="0" y=${top + type * 1.1 + index * line}>${each}</text>`,
    ),
    height: top + kept * line,
  };
}
