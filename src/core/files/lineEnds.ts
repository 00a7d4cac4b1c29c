const [lineFeed, carriageReturn] = [10, 13];

/**
 * Returns the bytes of a file that git keeps, with the line ends of the file on the disk, where git may write `\r\n` for
 * each `\n`. The bytes of a file that is no text, or that has `\r\n` itself, stay as they are.
 */
export function withLineEndsOf(onDisk: Uint8Array, kept: Uint8Array): Uint8Array {
  if (kept.includes(carriageReturn) || kept.includes(0) || !endsLinesByTwo(onDisk)) return kept;
  const lines = kept.reduce((count, byte) => count + Number(byte === lineFeed), 0);
  const written = new Uint8Array(kept.length + lines);
  let at = 0;
  for (const byte of kept) {
    if (byte === lineFeed) written[at++] = carriageReturn;
    written[at++] = byte;
  }
  return written;
}

/** Whether every line ends with `\r\n`, and there is at least one. */
function endsLinesByTwo(bytes: Uint8Array): boolean {
  let at = bytes.indexOf(lineFeed);
  if (at < 0) return false;
  for (; at >= 0; at = bytes.indexOf(lineFeed, at + 1)) if (bytes[at - 1] !== carriageReturn) return false;
  return true;
}
