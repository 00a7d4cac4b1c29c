// Places the pieces of a text in a picture: in lines, each as wide as its letters. The letters are
// monospaced, so that no picture has to wait for a layout.

export interface FlowedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Text of the box, cut with an ellipsis where it would be wider than the picture. */
  readonly text: string;
}

interface Flow {
  readonly boxes: readonly FlowedBox[];
  /** The y below the last line. */
  readonly bottom: number;
}

interface FlowOptions {
  readonly top: number;
  readonly width: number;
  /** Size of text. */
  readonly type: number;
  /** Distance from the top of one line to the top of the next. */
  readonly line: number;
}

/** Widths as shares of the size of text: of most letters, and of letters in scripts where they are as wide as high. */
const narrow = 0.61;
const wide = 1.1;
const gap = 2;

/** Whether a character is wide: from Hangul on, without punctuation, arrows and box drawing. */
const isWide = (codePoint: number): boolean => codePoint >= 0x2e80 || (codePoint >= 0x1100 && codePoint < 0x2000);
const letterWidth = (char: string): number => (isWide(char.codePointAt(0)!) ? wide : narrow);

/** Returns the width of a text in CSS pixels, rather too much than too little. */
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

/** Returns as much of a text as fits, with an ellipsis for the rest. */
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
