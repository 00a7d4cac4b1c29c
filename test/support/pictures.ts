import { deflateSync } from 'node:zlib';

// Files as they are attached: small, and of the size that their headers say.

const be32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

function crc(bytes: Buffer): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let i = 0; i < 8; i++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([be32(data.length), body, be32(crc(body))]);
};

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const header = (width: number, height: number): Buffer =>
  chunk('IHDR', Buffer.concat([be32(width), be32(height), Buffer.from([8, 0, 0, 0, 0])]));

/** A grey image that a browser can draw. `padding`: bytes that it has besides. */
export function png(width: number, height: number, padding = 0): Uint8Array {
  const rows = deflateSync(
    Buffer.alloc((width + 1) * height, 0x80).map((value, i) => (i % (width + 1) === 0 ? 0 : value)),
  );
  const more = padding > 0 ? [chunk('prVt', Buffer.alloc(padding, 'a1b2c3d4'))] : [];
  return new Uint8Array(
    Buffer.concat([signature, header(width, height), ...more, chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]),
  );
}

/** One that only says how large it is. */
export const pngHeader = (width: number, height: number): Uint8Array =>
  new Uint8Array(Buffer.concat([signature, header(width, height)]));

export const jpegHeader = (width: number, height: number): Uint8Array => {
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3, 0, 0, 0, 0]);
  return new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff]), frame]));
};

/** A PDF whose tree of pages says how many it has. */
export const pdf = (pages: number, filler = 0): Uint8Array =>
  new Uint8Array(
    Buffer.from(
      `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n${' '.repeat(filler)}` +
        `2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count ${pages} >>\nendobj\n%%EOF`,
    ),
  );
