import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import { joinBytes } from '../../core/base/bytes';
import { NotClonedError } from '../../core/files/commit';
import { FileTooLargeError } from '../../core/files/disk';
import type { ReadLimits } from '../../core/files/disk';
import { gitEnvironment, gitFolder } from './gitEnvironment';

interface Answer {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Reads files of commits by their hashes, with two git processes for all of them: one tells the size of a file, the
 * other its content. No filter runs, and nothing is fetched. Call `end` after the last file.
 */
export class GitBlobs {
  private sizes: Asked | undefined;
  private contents: Asked | undefined;
  private isOver = false;

  constructor(private readonly top: string) {}

  /** @throws FileTooLargeError, NotClonedError */
  async read(hash: string, { maxBytes, head }: ReadLimits): Promise<Uint8Array> {
    const line = await answered(hash, () => {
      if (!this.sizes || this.sizes.hasEnded) this.sizes = this.begin('--batch-check');
      return this.sizes;
    });
    const size = sizeOf(line);
    if (size > maxBytes && !head) throw new FileTooLargeError(size);
    if (size > maxBytes) return beginningOf(this.top, hash, maxBytes);
    return answered(hash, () => {
      if (!this.contents || this.contents.hasEnded) this.contents = this.begin('--batch');
      return this.contents;
    });
  }

  end(): void {
    this.isOver = true;
    this.sizes?.end();
    this.contents?.end();
  }

  private begin(how: '--batch' | '--batch-check'): Asked {
    if (this.isOver) throw new Error('Nothing more is read of git.');
    return new Asked(this.top, how, how === '--batch');
  }
}

/** The error for a hash that git did not come to before it ended. It may have ended over the hash before. */
class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
}

/**
 * Asks until git answers for the hash. The number of tries is limited, as each process
 * that ends has come at least one hash further.
 */
async function answered(hash: string, current: () => Asked): Promise<Uint8Array> {
  for (;;) {
    try {
      return await current().ask(hash);
    } catch (error) {
      if (!(error instanceof UnansweredError)) throw error;
    }
  }
}

const startedFor = (top: string) => ({ env: gitEnvironment(top), cwd: gitFolder, windowsHide: true });

/** @throws NotClonedError */
function sizeOf(line: Uint8Array): number {
  const size = /^[\da-f]+ blob (\d+)$/.exec(new TextDecoder().decode(line))?.[1];
  if (size === undefined) throw new NotClonedError();
  return Number(size);
}

/** One process that answers hashes in order, each with a line. With `hasContent`, as many bytes follow the line as it says. */
class Asked {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly waiting: Answer[] = [];
  private pieces: Uint8Array[] = [];
  private length = 0;
  /** Bytes of the next answer with the line end behind it. `undefined` until its first line has come. */
  private needed: number | undefined;
  /** Whether git has ended, as it does over a damaged file. It answers nothing any more then. */
  hasEnded = false;

  constructor(
    top: string,
    how: '--batch' | '--batch-check',
    private readonly hasContent: boolean,
  ) {
    this.process = spawn('git', ['-C', path.resolve(top), 'cat-file', how], startedFor(top));
    this.process.stdout.on('data', (piece: Uint8Array) => this.hear(piece));
    this.process.stderr.resume();
    this.process.stdin.on('error', () => undefined);
    this.process.on('error', () => this.fail(() => new Error('git does not run.')));
    // The file that git was reading when it ended is damaged. Nothing is known of the others.
    this.process.on('close', () => this.fail((i) => (i === 0 ? new NotClonedError() : new UnansweredError())));
  }

  ask(hash: string): Promise<Uint8Array> {
    if (this.hasEnded) return Promise.reject(new Error('git cat-file has ended.'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.process.stdin.write(`${hash}\n`);
    });
  }

  end(): void {
    this.process.stdin.end();
  }

  private fail(errorOf: (i: number) => Error): void {
    this.hasEnded = true;
    for (const [i, { reject }] of this.waiting.splice(0).entries()) reject(errorOf(i));
  }

  private hear(piece: Uint8Array): void {
    this.pieces.push(piece);
    this.length += piece.length;
    if (this.needed !== undefined && this.length < this.needed) return;
    let bytes = joinBytes(this.pieces);
    for (;;) {
      const taken = this.needed === undefined ? this.takeLine(bytes) : this.takeContent(bytes, this.needed);
      if (taken === 0) break;
      bytes = bytes.subarray(taken);
    }
    this.pieces = [bytes];
    this.length = bytes.length;
  }

  /** Takes a line off the bytes, and returns how many bytes it took. */
  private takeLine(bytes: Uint8Array): number {
    const end = bytes.indexOf(10);
    if (end < 0) return 0;
    const line = bytes.slice(0, end);
    const size = /^[\da-f]+ \w+ (\d+)$/.exec(new TextDecoder().decode(line))?.[1];
    if (!this.hasContent) this.waiting.shift()?.resolve(line);
    else if (size === undefined) this.waiting.shift()?.reject(new NotClonedError());
    else this.needed = Number(size) + 1;
    return end + 1;
  }

  private takeContent(bytes: Uint8Array, needed: number): number {
    if (bytes.length < needed) return 0;
    this.waiting.shift()?.resolve(bytes.slice(0, needed - 1));
    this.needed = undefined;
    return needed;
  }
}

/** Returns the first `maxBytes` bytes of a file of any size. */
function beginningOf(top: string, hash: string, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['-C', path.resolve(top), 'cat-file', 'blob', hash], startedFor(top));
    const pieces: Uint8Array[] = [];
    let length = 0;
    child.stdout.on('data', (piece: Uint8Array) => {
      pieces.push(piece);
      length += piece.length;
      if (length >= maxBytes) child.kill();
    });
    child.stderr.resume();
    child.on('error', reject);
    child.on('close', () => {
      if (length >= maxBytes) resolve(joinBytes(pieces).subarray(0, maxBytes));
      else reject(new NotClonedError());
    });
  });
}
