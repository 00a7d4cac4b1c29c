/**
 * Extensions of files that are never text, so that they are not even read. The list is short on purpose: a file that is
 * sometimes text (.key, .dat, .snap, .pot, .dts, .lib, .doc, .db, .pdb) is read, and its bytes decide.
 */
const binaryExtensions = new Set(
  (
    '7z a avi avif bmp bz2 class dll dmg docx ear eot exe flac gif gz heic icns ico iso jar jpeg jpg lockb ' +
    'm4a m4v mkv mov mp3 mp4 mpeg mpg node o odp ods odt ogg onnx otf pdf png ppt pptx psd pyc pyd rar rlib ' +
    'safetensors so sqlite sqlite3 swf tar tgz tif tiff ttc ttf vsix war wasm wav webm webp whl wmv woff woff2 xls ' +
    'xlsx xz zip zst'
  ).split(' '),
);

export function hasBinaryExtension(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && binaryExtensions.has(name.slice(dot + 1).toLowerCase());
}

/** Bytes at the start in which a NUL makes a file binary, as many as git looks at (FIRST_FEW_BYTES, xdiff-interface.c). */
const sniffedBytes = 8_000;

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Returns how to decode the bytes of a file: by its byte order mark, else as UTF-8; `undefined` for a binary file. */
export function textEncodingOf(bytes: Uint8Array): TextEncoding | undefined {
  const start = bytes.subarray(0, sniffedBytes);
  const wide =
    start[0] === 0xff && start[1] === 0xfe
      ? 'utf-16le'
      : start[0] === 0xfe && start[1] === 0xff
        ? 'utf-16be'
        : undefined;
  if (wide) return isWideText(start.subarray(2), wide) ? wide : undefined;
  return start.includes(0) ? undefined : 'utf-8';
}

/** Highest share of characters that people do not write: one of twenty. In random bytes, it is two or three. */
const maxOddities = 1 / 20;
const oddities = /[\p{Cn}\p{Co}\p{Cs}]|(?![\t\n\v\f\r\x1b])[\0-\x1f]/gu;

/** Tells UTF-16 from other files that begin like its mark: UTF-32, in which every other unit is 0, and any other data. */
function isWideText(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): boolean {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const text = new TextDecoder(encoding).decode(even);
  if (text.includes('\0')) return false;
  const odd = (text.match(oddities)?.length ?? 0) + (text.match(/\uFFFD/g)?.length ?? 0);
  return odd <= Math.ceil(text.length * maxOddities);
}
