import type { DecodeBase64 } from '../../core/base/base64';

/** As `decodeBase64`, but what is no base64 is left out. */
export const nodeBase64: DecodeBase64 = (text) => {
  const bytes = new Uint8Array(Buffer.byteLength(text, 'base64'));
  Buffer.from(bytes.buffer).write(text, 'base64');
  return bytes;
};
