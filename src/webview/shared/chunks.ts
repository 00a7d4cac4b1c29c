import type { Token } from 'marked';
import { renderBlocks } from './markdown';
import { letWait } from './waitingBoxes';

/**
 * UTF-16 code units of Markdown, and pixels that they may take, after which a box is full: about a screen. Code, tables and
 * lists of short lines are tall for their length, and what is in a box is drawn and laid out in one go.
 */
const full = { length: 2_000, height: 1_200 };
/** Pixels, for the height of a box that was never in sight: a line of text, what one character takes of it, its width. */
const guess = { line: 20, character: 7, width: 800, gap: 8 };

/** One box: how much text it holds, and what of it is not drawn yet. */
interface Box {
  readonly element: HTMLElement;
  length: number;
  /** Pixels, as far as they can be guessed. */
  height: number;
  waiting: Token[];
}

/**
 * The finished blocks of an answer, in boxes. The browser lays out those near to what is seen first, and an addition costs
 * what it adds. What is far behind may wait: its boxes stand in the page at once, as tall as can be guessed.
 */
export class Chunks {
  private box: Box | undefined;

  /** The boxes go in front of `end`, in the same parent. */
  constructor(private readonly end: Element) {}

  /** Adds blocks that will not change any more. `mayWait`: they need not be drawn yet. */
  add(tokens: readonly Token[], mayWait = false): void {
    for (const token of tokens) {
      const box = (this.box ??= this.open());
      box.length += token.raw.length;
      box.height += guessedHeight(token.raw);
      box.waiting.push(token);
      if (box.length >= full.length || box.height >= full.height) this.close(mayWait);
    }
    if (!mayWait) this.drawOpen();
  }

  /** Draws what waits in the box that is not full. */
  drawOpen(): void {
    if (this.box !== undefined) draw(this.box);
  }

  /** What comes next belongs to another text. */
  reset(): void {
    this.box = undefined;
  }

  private open(): Box {
    const element = document.createElement('div');
    element.className = 'chunk';
    this.end.before(element);
    return { element, length: 0, height: 0, waiting: [] };
  }

  private close(mayWait: boolean): void {
    const { box } = this;
    if (box === undefined) return;
    // `auto`: once it was seen, the browser keeps its real height.
    box.element.style.setProperty('contain-intrinsic-height', `auto ${box.height}px`);
    box.element.classList.add('far');
    if (mayWait) letWait(box.element, box.height, () => draw(box));
    else draw(box);
    this.reset();
  }
}

function draw(box: Box): void {
  box.element.append(renderBlocks(box.waiting));
  box.waiting = [];
}

function guessedHeight(source: string): number {
  let height = 0;
  for (const line of source.trimEnd().split('\n')) {
    height += line === '' ? guess.gap : Math.ceil((line.length * guess.character) / guess.width) * guess.line;
  }
  return height;
}
