// Recognizes kinds of files by their first bytes, as a name can say anything.

/** Types of files that can go with a message. SVG and HTML are left out, as they run code where they are shown. */
export type FileType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'application/pdf';

/** Endings of file names by type. Files that are written here get the first one. */
const endings: Readonly<Record<FileType, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
};

export const fileTypes = Object.keys(endings) as FileType[];

/** Endings of all types, without the dot. */
export const fileEndings: readonly string[] = Object.values(endings).flat();

export const isImage = (mediaType: string): boolean => mediaType.startsWith('image/');

export const extensionOf = (mediaType: string): string =>
  (endings as Readonly<Partial<Record<string, readonly string[]>>>)[mediaType]?.[0] ?? 'bin';

/** Bytes of a file that can be attached, at most: more than any maker takes in the request that holds it. */
export const maxFileBytes = 100_000_000;

/** Bytes from the start among which a PDF has its mark (Adobe's implementation notes to PDF 1.7, note 13). */
const pdfHeadBytes = 1024;

/** The media type of bytes; `undefined` where they are of no kind that can be attached. */
export function mediaTypeOf(bytes: Uint8Array): FileType | undefined {
  const head = letters(bytes, 0, pdfHeadBytes);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(head)) return 'image/gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  return head.includes('%PDF-') ? 'application/pdf' : undefined;
}

/** Turns bytes into characters, each with the code of its byte. */
export const letters = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** UTF-16 code units of a name that are kept. */
const maxNameLength = 200;

/** Cleans a name for a chip: without its folder, on one line, and without characters that turn the direction of text. */
export const shownFileName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, maxNameLength);
