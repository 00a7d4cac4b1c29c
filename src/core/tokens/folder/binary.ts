/**
 * Extensions of files that are never text, so that they are not even read. Short on purpose: what is sometimes text
 * (.key, .dat, .snap, .pot, .dts) is read, and its bytes decide.
 */
const binaryExtensions = new Set(
  (
    '7z a avi avif bmp bz2 class db dll dmg doc docx ear eot exe flac gif gz heic icns ico iso jar jpeg jpg lib lockb ' +
    'm4a m4v mkv mov mp3 mp4 mpeg mpg node o odp ods odt ogg onnx otf pdb pdf png ppt pptx psd pyc pyd rar rlib ' +
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

/** How the bytes of a file are to be decoded: by its byte order mark, else UTF-8. `undefined` for a binary file. */
export function textEncodingOf(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes.subarray(0, sniffedBytes).includes(0) ? undefined : 'utf-8';
}
