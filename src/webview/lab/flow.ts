// Where the pieces of a text stand in a picture: in lines, as wide as their letters. The letters are monospaced, so that no
// picture has to wait for a layout.

export interface FlowedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Cut with an ellipsis where it would be wider than the picture. */
  readonly text: string;
}

interface Flow {
  readonly boxes: readonly FlowedBox[];
  /** Below the last line. */
  readonly bottom: number;
}

interface FlowOptions {
  readonly top: number;
  readonly width: number;
  /** Size of text. */
  readonly type: number;
  /** From the top of one line to the top of the next. */
  readonly line: number;
}

/** Shares of the size of text: the width of a letter, and of one of the scripts that are as wide as high. */
const narrow = 0.61;
const wide = 1.1;
const gap = 2;

/** From the Hangul on, without punctuation, arrows and what is drawn with lines. */
const isWide = (codePoint: number): boolean => codePoint >= 0x2e80 || (codePoint >= 0x1100 && codePoint < 0x2000);
const letterWidth = (char: string): number => (isWide(char.codePointAt(0)!) ? wide : narrow);

/** CSS pixels; a little more rather than less. */
export function textWidth(text: string, type: number): number {
  let letters = 0;
  for (const char of text) letters += letterWidth(char);
  return letters * type;
}

/** Sets boxes in lines from the left, each as wide as its text and some room around it. */
export function flow(texts: readonly string[], { top, width, type, line }: FlowOptions): Flow {
  const room = type * 0.5;
  let [x, y] = [0.5, top];
  const boxes = texts.map((whole): FlowedBox => {
    const text = cut(whole, width - room - 1, type);
    const boxWidth = Math.min(width - 1, textWidth(text, type) + room);
    if (x > 1 && x + boxWidth > width) [x, y] = [0.5, y + line];
    const box = { x, y, width: boxWidth, text };
    x += boxWidth + gap;
    return box;
  });
  return { boxes, bottom: texts.length === 0 ? top : y + line };
}

/** As much of a text as fits, with an ellipsis for the rest. */
export function cut(text: string, width: number, type: number): string {
  if (textWidth(text, type) <= width) return text;
  let left = width - narrow * type;
  let kept = '';
  for (const char of text) {
    left -= letterWidth(char) * type;
    if (left < 0) break;
    kept += char;
  }
  return `${kept}…`;
}
