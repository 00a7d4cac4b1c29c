/** How much of a folder is read. */
export interface TreeLimits {
  /** Bytes of one file that are read. */
  readonly maxBytes: number;
  /** Bytes that are read of a larger file. */
  readonly headBytes: number;
  /** Bytes of all files that are kept. */
  readonly maxTotalBytes: number;
  /** Files that are listed. */
  readonly maxFiles: number;
}

export const usualLimits: TreeLimits = {
  ...{ maxBytes: 4 * 1024 ** 2, headBytes: 256 * 1024, maxTotalBytes: 128 * 1024 ** 2, maxFiles: 200_000 },
};

/** Files and folders that are read at once, as a disk answers several as fast as one. */
export const openAtOnce = 32;

/** Milliseconds of work after which other work gets a turn. What an agent makes of one file may take longer. */
export const stretchMs = 3;
