// Files in one text with a limit of tokens.

export const packFormats = ['markdown', 'xml'] as const;
export type PackFormat = (typeof packFormats)[number];

/**
 * Why a file is not whole in the text: no room for it, git ignores it, it holds a secret or is made for one, it is no text,
 * it is larger than is read, it is a link, or, in the editor alone, a setting of VS Code hides it.
 */
export type PackReason = 'budget' | 'ignored' | 'secret' | 'binary' | 'size' | 'link' | 'excluded';

/** A file that is not packed. */
export interface LeftOutFile {
  readonly file: string;
  readonly bytes: number;
  readonly reason: PackReason;
}

/** A file that is to be packed, or why it is not. */
export type PackInput = { readonly file: string; readonly bytes: number; readonly text: string } | LeftOutFile;

export interface PackedFile {
  /** The name in the text; that of a folder ends with a slash. */
  readonly file: string;
  /** Size on the disk. */
  readonly bytes: number;
  /** Tokens of the part of the file that is in the text, without its frame. */
  readonly tokens: number;
  readonly status: 'whole' | 'cut' | 'omitted';
  /** `null` for a whole file. */
  readonly reason: PackReason | null;
}

export interface Packed {
  /** Each file that was given, in order. */
  readonly files: readonly PackedFile[];
  /** Ends with a line break; empty where no file is in it. */
  readonly text: string;
  /** Tokens of the text. */
  readonly tokens: number;
}
