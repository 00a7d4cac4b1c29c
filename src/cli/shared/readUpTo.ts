import { joinBytes } from '../../core/base/bytes';
import { FileTooLargeError } from '../../core/files/disk';

/** All that comes, as of a pipe, whose size nobody knows. @throws FileTooLargeError once it has more bytes, with how many had come */
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
