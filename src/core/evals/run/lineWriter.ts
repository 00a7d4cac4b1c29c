import { joinBytes } from '../../base/bytes';
import { FileError } from '../../files/files';
import type { ByteRange, Files } from '../../files/files';

const encoder = new TextEncoder();
const lineFeed = encoder.encode('\n');

export const lineBytes = (value: unknown): Uint8Array => encoder.encode(`${JSON.stringify(value)}\n`);

/**
 * Adds lines to a file that exists. Lines that come while others are written are written together, so that all of them
 * wait for the disk only once.
 */
export class LineWriter {
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;
  /** Promise of the place at which the lines that are written next begin. */
  private next: Promise<number> | undefined;
  private last: Promise<unknown> = Promise.resolve();
  /** Whether the file may end within a line, as the last one was not written to its end. */
  private isTorn = false;

  constructor(
    private readonly files: Pick<Files, 'append'>,
    private readonly path: string,
    /** Rejects where nothing more is to be written. */
    private readonly check: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** Resolves once the line is on the disk, to its place if no one else writes to the file. Rejects with a FileError. */
  async add(value: unknown): Promise<ByteRange> {
    const { length } = this.push(lineBytes(value));
    const at = this.pendingBytes - length;
    if (!this.next) {
      const before = this.last.catch(() => undefined);
      this.last = this.next = before.then(() => this.write());
    }
    const from = (await this.next) + at;
    return { from, to: from + length };
  }

  /** Resolves when all that was added is on the disk, or could not be written. */
  async settled(): Promise<void> {
    await this.last.catch(() => undefined);
  }

  private push(line: Uint8Array): Uint8Array {
    this.pending.push(line);
    this.pendingBytes += line.length;
    return line;
  }

  private async write(): Promise<number> {
    this.next = undefined;
    const lines = joinBytes(this.pending.splice(0));
    this.pendingBytes = 0;
    await this.check();
    const bytes = this.isTorn ? joinBytes([lineFeed, lines]) : lines;
    this.isTorn = true;
    const size = await this.files.append(this.path, bytes);
    this.isTorn = false;
    return size - lines.length;
  }
}

/** Reads the line at a place. @throws FileError where the file no longer has that many bytes */
export async function lineAt(
  files: Pick<Files, 'readPieces'>,
  path: string,
  { from, to }: ByteRange,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let left = to - from;
  for await (const piece of files.readPieces(path, from)) {
    parts.push(piece.subarray(0, left));
    left -= Math.min(left, piece.length);
    if (left === 0) return joinBytes(parts);
  }
  throw new FileError('other', path, '');
}

/** Bytes of a piece, each of which is written on its own. */
const pieceBytes = 256 * 1024;

/** Joins lines to pieces of a file that is written whole. */
export async function* linePieces(lines: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let [parts, size]: [Uint8Array[], number] = [[], 0];
  for await (const line of lines) {
    parts.push(line);
    size += line.length;
    if (size < pieceBytes) continue;
    yield joinBytes(parts);
    [parts, size] = [[], 0];
  }
  if (size > 0) yield joinBytes(parts);
}
