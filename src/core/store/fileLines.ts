import { joinBytes } from '../base/bytes';

const newline = 10;

/** Maximum length, in bytes, of a line. A longer line is not read, and the other lines are not affected. */
export const maxLineLength = 64 * 1024 * 1024;

export interface Line {
  /** Offsets of its beginning and of the beginning of the next line in the file, in bytes. */
  readonly from: number;
  readonly to: number;
  /** The bytes without the line break; `undefined` when the line is too long. */
  readonly bytes: Uint8Array | undefined;
  /** `false` for a last line that was cut off in the middle of a write, or just before its end. */
  readonly isWhole: boolean;
}

/** Yields the lines of a file that comes in pieces. */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>, longest = maxLineLength): AsyncGenerator<Line> {
  let from = 0;
  let held: Uint8Array[] = [];
  let length = 0;
  const take = (part: Uint8Array, isWhole: boolean): Line => {
    length += part.length;
    const to = from + length + (isWhole ? 1 : 0);
    const line = { from, to, bytes: length > longest ? undefined : joinBytes([...held, part]), isWhole };
    from = to;
    held = [];
    length = 0;
    return line;
  };
  for await (const piece of pieces) {
    let begin = 0;
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, begin)) {
      yield take(piece.subarray(begin, end), true);
      begin = end + 1;
    }
    const rest = piece.subarray(begin);
    length += rest.length;
    // A line that is already too long is counted, but not kept.
    if (length > longest) held = [];
    else if (rest.length > 0) held.push(rest);
  }
  if (length > 0) yield take(new Uint8Array(), false);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** Returns the value of a line; `undefined` when it is not UTF-8 or not JSON. */
export function lineValue(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}
