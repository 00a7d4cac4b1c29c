import type { AnswerTo } from '../../src/core/base/rpc/ask';
import type { pageAnswers } from '../../src/core/playground/playgroundProtocol';

/** As long as a hash, and other for other bytes; it need not be more. */
const hashOf = (bytes: ArrayBuffer): string =>
  new Uint8Array(bytes)
    .reduce((sum, byte) => (sum * 31 + byte) % 0xffffffff, 7)
    .toString(16)
    .padStart(64, '0');

/** A host's answer for a file: a small image. */
export const attachedFile = (name: string, bytes: ArrayBuffer): AnswerTo<typeof pageAnswers, 'attach'> => ({
  attachment: { blob: hashOf(bytes), mediaType: 'image/png', name, bytes: bytes.byteLength, width: 8, height: 6 },
});
