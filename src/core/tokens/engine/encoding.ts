import type { Counter } from './counter';
import type { EncodingDefinition, Scheme } from './definitions';
import type { EncodingName } from '../../catalog/encodingName';
import { normalize } from './normalize';
import { PieceCoder } from './pieceCoder';
import { isLowSurrogate } from './safeSplit';
import type { SplitRule } from './safeSplit';
import { NO_LIMIT } from './slice';
import { TextCount } from './textCount';
import type { WindowCounter } from './textCount';
import { TokenSink } from './tokenSink';
import { Utf8Buffer } from './utf8Buffer';
import type { Vocabulary } from './vocabulary';
import { WINDOW_UNITS, windowEnd } from './windows';

/** A public tokenizer. Text that looks like a special token (`<|endoftext|>`) is the plain characters it is. */
export interface Encoding {
  readonly name: EncodingName;
  /** Tokens of a text. Never throws; half surrogates count as U+FFFD. */
  count(text: string): number;
  /** Token ids of a text. Never throws. `atStart: false`: it is a part between two safe splits, and not the first. */
  encode(text: string, atStart?: boolean): Uint32Array;
  /** The bytes of one token, a part of UTF-8 perhaps. @throws RangeError for an id that is no plain token. */
  tokenBytes(token: number): Uint8Array;
  /** The text that is encoded: brought to a Unicode form where the encoding does that. UTF-8 of half surrogates is U+FFFD. */
  prepare(text: string): string;
  /** A count that is done in slices; see `Counter`. */
  createCounter(text: string): Counter;
  /** Where a text can be cut so that the counts add up, given `countPart`. */
  readonly splitRule: SplitRule;
  /** The start of a text counts differently from the same characters further in: a space goes before it. */
  readonly hasPrefix: boolean;
  /** Tokens of a part between two safe splits; `atStart`: it is the first. */
  countPart(text: string, atStart: boolean): number;
  createPartCounter(text: string, atStart: boolean): Counter;
}

/** What every encoding is: a vocabulary, a pre-tokenizer and how the text is prepared. */
export class VocabularyEncoding implements Encoding, WindowCounter {
  readonly splitRule: SplitRule;
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

  count(text: string): number {
    return this.countPart(text, true);
  }

  countPart(text: string, atStart: boolean): number {
    if (text.length <= 2 * WINDOW_UNITS) return this.countWindow(text, atStart);
    const counter = this.createPartCounter(text, atStart);
    counter.step(NO_LIMIT);
    return counter.tokens;
  }

  countWindow(text: string, atStart: boolean): number {
    return this.coder.countText(this.buffer, 0, this.write(text, atStart, this.buffer));
  }

  createCounter(text: string): Counter {
    return this.createPartCounter(text, true);
  }

  createPartCounter(text: string, atStart: boolean): Counter {
    return new TextCount(this, text, atStart);
  }

  encode(text: string, atStart = true): Uint32Array {
    const sink = new TokenSink(this.idShift);
    for (let from = 0; from < text.length;) {
      const to = windowEnd(this.splitRule, text, from);
      const length = this.write(text.slice(from, to), atStart && from === 0, this.buffer);
      this.coder.encodeText(this.buffer, 0, length, sink);
      from = to;
    }
    return sink.toArray();
  }

  tokenBytes(token: number): Uint8Array {
    const bytes = this.vocabulary.tokenBytes(token - this.idShift);
    if (bytes.length === 0) throw new RangeError(`${token} is not the id of a plain token of ${this.name}.`);
    return bytes;
  }

  prepare(text: string): string {
    const { normalization, visibleSpaces } = this.definition;
    if (normalization !== undefined) return normalize(text, normalization);
    return visibleSpaces && text.includes('▁') ? text.replaceAll('▁', ' ') : text;
  }

  /** Writes the UTF-8 of a text, prepared. @returns the number of bytes. */
  write(text: string, atStart: boolean, buffer: Utf8Buffer): number {
    return buffer.write(this.prepare(text), this.prefix(text, atStart));
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

  private prefix(text: string, atStart: boolean): number {
    return this.hasPrefix && atStart && text !== '' ? SPACE : -1;
  }
}

const SPACE = 0x20;

/**
 * Characters before which a text can be cut and then normalized: below U+0300, where the combining marks begin, Chinese
 * characters, and whole Korean syllables. None of them changes what stands before it.
 */
const neverComposes = (unit: number): boolean =>
  unit < 0x300 || (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3);
