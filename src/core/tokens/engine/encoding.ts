import type { EncodingDefinition, Scheme } from './definitions';
import type { EncodingName } from '../../catalog/encodingName';
import { normalize } from './normalize';
import { PieceCoder } from './pieceCoder';
import { WINDOW_UNITS, isLowSurrogate, nextSplit } from './safeSplit';
import type { SplitRule } from './safeSplit';
import { NO_LIMIT } from './slice';
import { TextCount } from './textCount';
import type { WindowCounter } from './textCount';
import { Utf8Buffer } from './utf8Buffer';
import type { Vocabulary } from './vocabulary';

/**
 * A public tokenizer: a vocabulary, a pre-tokenizer, and the way the text is prepared. Text that looks like a special
 * token (`<|endoftext|>`) counts as its plain characters. Counting and encoding never throw, and half surrogates count
 * as U+FFFD. `atStart: false` says that a text is a part between two safe splits, and not the first.
 */
export class Encoding implements WindowCounter {
  /** Where a text can be cut so that the counts of its parts add up. */
  readonly splitRule: SplitRule;
  /** Whether the start of a text counts differently from the same characters further in, because a space goes before it. */
  readonly hasPrefix: boolean;
  readonly coder: PieceCoder;
  private readonly buffer = new Utf8Buffer();
  private readonly idShift: number;

  constructor(
    readonly name: EncodingName,
    readonly definition: EncodingDefinition,
    readonly vocabulary: Vocabulary,
    scheme: Scheme,
  ) {
    this.coder = new PieceCoder(vocabulary, scheme.scan);
    this.splitRule = scheme.splitRule;
    this.hasPrefix = definition.prefixSpace ?? false;
    this.idShift = definition.idShift ?? 0;
  }

  count(text: string, atStart = true): number {
    if (text.length <= 2 * WINDOW_UNITS) return this.countWindow(text, atStart);
    const counter = this.createCounter(text, atStart);
    counter.step(NO_LIMIT);
    return counter.tokens;
  }

  countWindow(text: string, atStart: boolean): number {
    return this.coder.countText(this.buffer, 0, this.write(text, atStart));
  }

  /** Returns a count that is done in slices. */
  createCounter(text: string, atStart = true): TextCount {
    return new TextCount(this, text, atStart);
  }

  /** Returns the token ids of a text. */
  encode(text: string, atStart = true): Uint32Array {
    const ids: number[] = [];
    for (let from = 0; from < text.length;) {
      const to = this.windowEnd(text, from);
      const length = this.write(text.slice(from, to), atStart && from === 0);
      this.coder.encodeText(this.buffer, 0, length, ids);
      from = to;
    }
    return Uint32Array.from(ids, (id) => id + this.idShift);
  }

  /**
   * Returns the bytes of one token, which may be a part of a UTF-8 character.
   * @throws RangeError for an id that is no plain token.
   */
  tokenBytes(token: number): Uint8Array {
    const bytes = this.vocabulary.tokenBytes(token - this.idShift);
    if (bytes.length === 0) throw new RangeError(`${token} is not the id of a plain token of ${this.name}.`);
    return bytes;
  }

  /** Returns the text that is encoded, normalized if the encoding does that. Half surrogates become U+FFFD in UTF-8. */
  prepare(text: string): string {
    const { normalization, visibleSpaces } = this.definition;
    if (normalization !== undefined) return normalize(text, normalization);
    return visibleSpaces && text.includes('▁') ? text.replaceAll('▁', ' ') : text;
  }

  append(text: string, atStart: boolean, buffer: Utf8Buffer, at: number): number {
    return buffer.append(this.prepare(text), this.prefix(text, atStart), at);
  }

  preparedEnd(text: string, from: number): number {
    const isNormalized = this.definition.normalization !== undefined;
    let at = from;
    while (at < text.length) {
      const unit = text.charCodeAt(at);
      if (isNormalized ? neverComposes(unit) : !isLowSurrogate(unit)) return at;
      at++;
    }
    return at;
  }

  /** Returns the end of the window that starts at `from`: a safe split, or the end of the text. */
  private windowEnd(text: string, from: number): number {
    const split = nextSplit(this.splitRule, text, from + WINDOW_UNITS, text.length);
    return split < 0 ? text.length : split;
  }

  /** Writes the UTF-8 of a text, prepared, to the buffer. @returns the number of bytes. */
  private write(text: string, atStart: boolean): number {
    return this.buffer.write(this.prepare(text), this.prefix(text, atStart));
  }

  private prefix(text: string, atStart: boolean): number {
    return this.hasPrefix && atStart && text !== '' ? SPACE : -1;
  }
}

const SPACE = 0x20;

/**
 * Whether a text can be cut before a character and then normalized. That holds below U+0300, where the combining marks
 * begin, for Chinese characters, and for whole Korean syllables. None of them changes the text before it.
 */
const neverComposes = (unit: number): boolean =>
  unit < 0x300 || (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3);
