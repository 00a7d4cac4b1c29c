import type { Work } from '../base/work';
import { PieceCoder } from '../tokens/engine/pieceCoder';
import { classRule, isLowSurrogate } from '../tokens/engine/safeSplit';
import { gpt2Scanner } from '../tokens/engine/scan/gpt2';
import { TextCount } from '../tokens/engine/textCount';
import type { WindowCounter } from '../tokens/engine/textCount';
import { Utf8Buffer } from '../tokens/engine/utf8Buffer';
import { Vocabulary } from '../tokens/engine/vocabulary';
import { readVocabularyFile } from '../tokens/engine/vocabularyFile';

/**
 * The byte-level BPE of the built-in model, on the engine that counts for all other models: the pre-tokenizer of GPT-2
 * and 2,048 entries. Text that looks like a special token is read as plain characters.
 */
export class PocketTokenizer implements WindowCounter {
  readonly splitRule = classRule({ cutsAfterNewline: false, slashFollowsNewline: false });
  private readonly buffer = new Utf8Buffer();

  private constructor(
    readonly vocabulary: Vocabulary,
    readonly coder: PieceCoder,
  ) {}

  /** Reads a vocabulary file; yields between pieces of some milliseconds. @throws VocabularyFileError */
  static *open(file: Uint8Array): Work<PocketTokenizer> {
    const sections = readVocabularyFile(file);
    yield;
    const vocabulary = new Vocabulary(sections);
    yield* vocabulary.load();
    const scanner = gpt2Scanner();
    yield;
    return new PocketTokenizer(vocabulary, new PieceCoder(vocabulary, scanner));
  }

  /** Encodes a short text. Use `createCounter` first to find its length. */
  encode(text: string): Uint32Array {
    const ids: number[] = [];
    this.coder.encodeText(this.buffer, 0, this.buffer.write(text), ids);
    return Uint32Array.from(ids);
  }

  /** Returns the bytes of a token, perhaps only a part of a UTF-8 character; none for a special token. */
  tokenBytes(token: number): Uint8Array {
    return this.vocabulary.tokenBytes(token);
  }

  /**
   * Returns the ids of the two tokens that were merged into this one, or `undefined` for a byte. The lab shows merges
   * with it.
   */
  partsOf(token: number): readonly [number, number] | undefined {
    const left = this.vocabulary.parts[token * 2] ?? -1;
    return left < 0 ? undefined : [left, this.vocabulary.parts[token * 2 + 1]!];
  }

  decode(tokens: Iterable<number>): string {
    const decoder = new TextDecoder();
    let text = '';
    for (const token of tokens) text += decoder.decode(this.tokenBytes(token), { stream: true });
    return text + decoder.decode();
  }

  /** Counts a text of any length in slices. */
  createCounter(text: string): TextCount {
    return new TextCount(this, text, true);
  }

  countWindow(text: string): number {
    return this.coder.countText(this.buffer, 0, this.buffer.write(text));
  }

  append(text: string, _atStart: boolean, buffer: Utf8Buffer, at: number): number {
    return buffer.append(text, -1, at);
  }

  preparedEnd(text: string, from: number): number {
    return from < text.length && isLowSurrogate(text.charCodeAt(from)) ? from + 1 : from;
  }
}
