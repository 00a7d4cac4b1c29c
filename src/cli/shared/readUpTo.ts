import { joinBytes } from '../../core/base/bytes';
import { FileTooLargeError } from '../../core/files/disk';

/**
 * Reads a source to its end, such as a pipe, whose size is unknown.
 * @throws FileTooLargeError once it has more than `maxBytes`, with the number of bytes that had come
 */
export async function readUpTo(source: AsyncIterable<Uint8Array>, maxBytes = Infinity): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > maxBytes) throw new FileTooLargeError(length);
    pieces.push(piece);
  }
  return joinBytes(pieces);
}
