const open = '<think>';
const close = '</think>';
/** Characters of white space after which an answer no longer starts with a tag. */
const maxIndentLength = 200;

/** A piece of an answer's content, and the part that it belongs to. */
export interface ContentPiece {
  readonly type: 'text' | 'reasoning';
  readonly text: string;
}

/**
 * Splits `<think>…</think>` off the start of an answer, as servers without a reasoning parser send it (DeepSeek R1 and
 * Qwen templates; vLLM without --reasoning-parser). The tag counts only at the very start, after white space at most:
 * later on it is part of the text. Line breaks around the tags belong to neither part.
 */
export class ThinkSplitter {
  #state: 'start' | 'thinking' | 'afterThinking' | 'text' = 'start';
  #held = '';

  /** Takes the content in pieces of any size. Characters that could become a tag are held back. */
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

  /** Returns the characters that were held back. */
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

/** Returns how many characters at the end of `text` could be the beginning of the closing tag. */
function heldBack(text: string): number {
  for (let length = Math.min(close.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(close.slice(0, length))) return length;
  }
  return 0;
}
