const open = '<think>';
const close = '</think>';
/** Characters of white space after which an answer does not start with a tag any more. */
const maxIndentLength = 200;

/** Where a piece of an answer's content belongs. */
export interface ContentPiece {
  readonly type: 'text' | 'reasoning';
  readonly text: string;
}

/**
 * Splits `<think>…</think>` off the start of an answer, as servers without a reasoning parser send it (DeepSeek R1 and
 * Qwen templates; vLLM without --reasoning-parser). Only at the very start, after white space at most: later on the
 * tag is text that somebody writes about. Line breaks around the tags belong to neither part.
 */
export class ThinkSplitter {
  #state: 'start' | 'thinking' | 'afterThinking' | 'text' = 'start';
  #held = '';

  /** Takes the content in pieces of any size. What could become a tag is held back. */
  push(piece: string): ContentPiece[] {
    this.#held += piece;
    const pieces: ContentPiece[] = [];
    if (this.#state === 'start') this.#begin();
    if (this.#state === 'thinking') this.#think(pieces);
    if (this.#state === 'afterThinking') {
      this.#held = this.#held.replace(/^[\r\n]+/, '');
      if (this.#held !== '') this.#state = 'text';
    }
    if (this.#state === 'text') this.#give(pieces, 'text', this.#held.length);
    return pieces;
  }

  /** Gives what was held back. */
  end(): ContentPiece[] {
    const text = this.#held;
    this.#held = '';
    return text === '' ? [] : [{ type: this.#state === 'thinking' ? 'reasoning' : 'text', text }];
  }

  #begin(): void {
    const content = this.#held.trimStart();
    if (content.startsWith(open)) {
      this.#held = content.slice(open.length);
      this.#state = 'thinking';
    } else if (!open.startsWith(content) || this.#held.length >= maxIndentLength) this.#state = 'text';
  }

  #think(pieces: ContentPiece[]): void {
    const at = this.#held.indexOf(close);
    this.#give(pieces, 'reasoning', at < 0 ? this.#held.length - heldBack(this.#held) : at);
    if (at < 0) return;
    this.#held = this.#held.slice(close.length);
    this.#state = 'afterThinking';
  }

  #give(pieces: ContentPiece[], type: ContentPiece['type'], length: number): void {
    if (length > 0) pieces.push({ type, text: this.#held.slice(0, length) });
    this.#held = this.#held.slice(length);
  }
}

/** How many characters at the end of `text` could be the beginning of the closing tag. */
function heldBack(text: string): number {
  for (let length = Math.min(close.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(close.slice(0, length))) return length;
  }
  return 0;
}
