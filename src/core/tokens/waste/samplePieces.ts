import type { TextLines } from '../../text/document';
/** A line, or a part of a very long one. */
export interface SamplePiece {
  /** Number of the line, from 0. */
  readonly line: number;
  readonly text: string;
  readonly wholeLine: boolean;
  /** Whether the piece follows the one before it in the text. False after a gap of the sample. */
  readonly follows: boolean;
}

/** UTF-16 code units. */
const pieceLength = 16 * 1024;
const sampleBlocks = 32;

/**
 * Yields the pieces of a text of `length` UTF-16 code units, without line breaks. If the text is longer than `limit`,
 * they are a sample: blocks that are evenly spread over it and together as long as `limit`.
 */
export function* samplePieces(lines: TextLines, length: number, limit: number): Generator<SamplePiece> {
  const stride = length / sampleBlocks;
  const inSample = (at: number) => length <= limit || at % stride < limit / sampleBlocks;
  let at = 0;
  let follows = false;
  for (let line = 0; line < lines.lineCount; line++) {
    const text = lines.lineAt(line).text;
    for (let from = 0; from === 0 || from < text.length; from += pieceLength) {
      const piece = text.slice(from, from + pieceLength);
      const taken = inSample(at);
      if (taken) yield { line, text: piece, wholeLine: text.length <= pieceLength, follows };
      follows = taken;
      at += piece.length;
    }
  }
}
