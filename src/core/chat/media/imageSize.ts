import { letters } from './fileKinds';
import type { FileType } from './fileKinds';

// Reads the pixels of an image from its header. Nothing is decoded, however large the image claims to be.

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** Returns the size of an image; `undefined` where its header is cut off or makes no sense. */
export function imageSize(bytes: Uint8Array, mediaType: string): PixelSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = (readers as Readonly<Record<string, Reader>>)[mediaType]?.(view, bytes);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

type Reader = (view: DataView, bytes: Uint8Array) => PixelSize | undefined;

const readers: Readonly<Record<Extract<FileType, `image/${string}`>, Reader>> = {
  // https://www.w3.org/TR/png-3/#11IHDR
  'image/png': (view, bytes) =>
    bytes.length >= 24 && letters(bytes, 12, 4) === 'IHDR'
      ? { width: view.getUint32(16), height: view.getUint32(20) }
      : undefined,
  // https://www.w3.org/Graphics/GIF/spec-gif89a.txt, 18
  'image/gif': (view, bytes) =>
    bytes.length >= 10 ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : undefined,
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
};

/** Segments that are looked at: a photo has some dozens. */
const maxSegments = 2_000;

/** https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1 and B.2.2 */
function jpegSize(view: DataView, bytes: Uint8Array): PixelSize | undefined {
  let at = 2;
  for (let i = 0; i < maxSegments && at + 9 <= bytes.length; i++) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // The first two branches skip fill bytes, and markers without a length.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else {
      const length = view.getUint16(at + 2);
      if (length < 2) return undefined;
      at += 2 + length;
    }
  }
  return undefined;
}

/** Whether a marker is one of SOF0 to SOF15, without the tables of Huffman and arithmetic codes and the reserved one. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** https://developers.google.com/speed/webp/docs/riff_container, and https://www.rfc-editor.org/rfc/rfc6386#section-9.1 */
function webpSize(view: DataView, bytes: Uint8Array): PixelSize | undefined {
  if (bytes.length < 30) return undefined;
  switch (letters(bytes, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const packed = view.getUint32(21, true);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: three(view, 24) + 1, height: three(view, 27) + 1 };
    default:
      return undefined;
  }
}

const three = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
