import { isFileError, unlessMissing } from '../files/files';
import { joinBytes } from '../base/bytes';
import { jsonLine } from '../base/jsonPieces';
import { pacer } from '../base/work';
import { maxLineLength } from './fileLines';
import { readSession, rewrittenMark } from './readSession';
import type { FileRange, SessionContent } from './readSession';
import type { SessionCodec, SessionHeader, StoreHost } from './storeTypes';

/** Bytes that are gathered before they are written. */
const pieceBytes = 64 * 1024;

interface RewriteOptions {
  /** Asked between pieces; throws to give up. */
  readonly check?: () => void;
  /** Asked when all is written but not in place yet; throws to give up. */
  readonly beforeRename?: () => Promise<void>;
}

/** Writes a session file. Only the window with the lock calls this, one call at a time. */
export class SessionFile<S, E> {
  /** Bytes of the file that are known to be good; `undefined` when there is no file yet, or none to go on with. */
  private size: number | undefined;
  private isWhole = true;
  private foreign: readonly FileRange[] = [];
  private rewrittenSize = 0;
  /** The last append failed, and may have left something behind `size`. */
  private isTorn = false;

  constructor(
    private readonly host: StoreHost,
    private readonly codec: SessionCodec<S, E>,
    private readonly path: string,
    private header: SessionHeader,
    private readonly onTooLarge: (bytes: number) => void,
  ) {}

  /** A file that was read, to go on with. One without a header is not gone on with, but written anew. */
  follow(content: SessionContent<S>): void {
    this.header = content.header;
    this.size = content.hasHeader ? content.size : undefined;
    this.isWhole = content.isWhole;
    this.foreign = content.hasHeader ? content.foreign : [];
    this.rewrittenSize = content.rewrittenSize;
    this.isTorn = false;
  }

  get isNew(): boolean {
    return this.size === undefined;
  }

  /** Whether it has grown by as much as it was when it was last rewritten, and by `bytes`. */
  hasGrown(bytes: number): boolean {
    return (this.size ?? 0) - this.rewrittenSize > Math.max(bytes, this.rewrittenSize);
  }

  /** Whether it is as long as it was, that is, whether nobody else wrote it. */
  async isUnchanged(): Promise<boolean> {
    const stat = await unlessMissing(this.host.files.stat(this.path));
    return this.size === undefined || (this.isTorn ? stat !== undefined : stat?.size === this.size);
  }

  /**
   * @param state the state with these events and all before them, for the case that the whole file has to be written.
   * @param assertOurs asked before something of the file is taken away, which by then may be another window's; throws to give up.
   */
  async append(events: readonly E[], state: S, assertOurs: () => Promise<void>): Promise<void> {
    if (this.size === undefined) return this.rewrite(state, { beforeRename: assertOurs });
    const parts: Uint8Array[] = this.isWhole ? [] : [new TextEncoder().encode('\n')];
    const pace = pacer(() => this.host.nextTurn());
    for (const event of events) {
      for (const piece of await this.lineOf(event)) parts.push(piece);
      await pace();
    }
    try {
      if (this.isTorn) await this.cutOff(this.size, assertOurs);
      this.isTorn = true;
      const bytes = joinBytes(parts);
      const expected = this.size + bytes.length;
      this.size = await this.host.files.append(this.path, bytes);
      this.isTorn = false;
      this.isWhole = true;
      if (this.size !== expected) await this.writeOver(state, assertOurs);
    } catch (error) {
      if (!isFileError(error, 'missing')) throw error;
      await this.writeAnew(state, error, assertOurs);
    }
  }

  /**
   * The lock is held, so the session was not removed: its file alone is gone, and what is in memory is all there is. Or the
   * storage is away: then this fails, also where it comes back just now, and what stands in the file stays.
   */
  private async writeAnew(state: S, missing: unknown, assertOurs: () => Promise<void>): Promise<void> {
    const { foreign } = this;
    const beforeRename = async (): Promise<void> => {
      await assertOurs();
      if (await unlessMissing(this.host.files.stat(this.path))) throw missing;
    };
    this.foreign = [];
    try {
      await this.rewrite(state, { beforeRename });
    } catch (error) {
      this.foreign = foreign;
      throw error;
    }
  }

  /**
   * A former owner wrote once more after it lost the lock. It keeps what it had; here the state of this window counts. Or this
   * window is the former owner.
   */
  private async writeOver(state: S, assertOurs: () => Promise<void>): Promise<void> {
    await assertOurs();
    const { host, codec, path: file, header } = this;
    this.follow(await readSession({ host, codec, id: header.id, file }));
    await this.rewrite(state, { beforeRename: assertOurs });
  }

  /** Writes what the state needs, and the lines that are not understood, in place of all that led to it. */
  async rewrite(state: S, { check, beforeRename }: RewriteOptions = {}): Promise<void> {
    const foreign: FileRange[] = [];
    let size = 0;
    const pieces = this.pieces(state, (range) => foreign.push(range));
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces) {
        check?.();
        size += piece.length;
        yield piece;
      }
    };
    await this.host.files.writeWhole(this.path, counted(), beforeRename);
    this.size = size;
    this.isWhole = true;
    this.isTorn = false;
    this.foreign = foreign;
    this.rewrittenSize = size;
  }

  private async *pieces(state: S, onForeign: (range: FileRange) => void): AsyncGenerator<Uint8Array> {
    const pace = pacer(() => this.host.nextTurn());
    let parts: Uint8Array[] = [];
    let gathered = 0;
    let written = 0;
    const add = (part: Uint8Array): void => {
      parts.push(part);
      gathered += part.length;
    };
    const taken = (): Uint8Array => {
      const piece = joinBytes(parts);
      written += piece.length;
      parts = [];
      gathered = 0;
      return piece;
    };
    for (const part of jsonLine(this.header)) add(part);
    for (const event of this.codec.snapshot(state)) {
      for (const part of await this.lineOf(event)) {
        add(part);
        if (gathered >= pieceBytes) yield taken();
      }
      await pace();
    }
    for (const range of this.foreign) {
      const from = written + gathered;
      for await (const part of this.rangeOf(range)) {
        add(part);
        if (gathered >= pieceBytes) yield taken();
      }
      onForeign({ from, to: written + gathered });
    }
    for (const part of jsonLine(rewrittenMark)) add(part);
    yield taken();
  }

  /** Nothing for an event that could not be read again. */
  private async lineOf(event: E): Promise<readonly Uint8Array[]> {
    const pace = pacer(() => this.host.nextTurn());
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for (const part of jsonLine(event)) {
      parts.push(part);
      bytes += part.length;
      await pace();
    }
    if (bytes <= maxLineLength) return parts;
    this.onTooLarge(bytes);
    return [];
  }

  /** A range of the file as it is, with an end of line, also where the last one was cut off. */
  private async *rangeOf({ from, to }: FileRange): AsyncGenerator<Uint8Array> {
    let at = from;
    let last: number | undefined;
    for await (const piece of this.host.files.readPieces(this.path, from)) {
      const part = piece.subarray(0, to - at);
      at += part.length;
      last = part.at(-1);
      yield part;
      if (at >= to) break;
    }
    if (last !== 10) yield new TextEncoder().encode('\n');
  }

  private async cutOff(size: number, assertOurs: () => Promise<void>): Promise<void> {
    const stat = await this.host.files.stat(this.path);
    if (stat.size <= size) return;
    await assertOurs();
    await this.host.files.truncate(this.path, size);
  }
}
