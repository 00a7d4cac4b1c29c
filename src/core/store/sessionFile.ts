import { isFileError, unlessMissing } from '../files/files';
import type { ByteRange } from '../files/files';
import { joinBytes } from '../base/bytes';
import { jsonLine } from '../base/jsonPieces';
import { pacer } from '../base/work';
import { maxLineLength } from './fileLines';
import { readSession, rewrittenMark } from './readSession';
import type { SessionContent } from './readSession';
import type { SessionCodec, SessionHeader, StoreHost } from './storeTypes';

/** Bytes that are gathered before they are written. */
const pieceBytes = 64 * 1024;

interface RewriteOptions {
  /** Called between pieces; throws to give up. */
  readonly check?: () => void;
  /** Called when all is written but not in place yet; throws to give up. */
  readonly beforeRename?: () => Promise<void>;
}

/** Writes a session file. Only the window with the lock calls this, one call at a time. */
export class SessionFile<S, E> {
  /** Bytes of the file that are known to be good; `undefined` when there is no file yet, or none to go on with. */
  private size: number | undefined;
  private isWhole = true;
  private foreign: readonly ByteRange[] = [];
  private rewrittenSize = 0;
  /** Whether the last append failed and may have left bytes after `size`. */
  private isTorn = false;

  constructor(
    private readonly host: StoreHost,
    private readonly codec: SessionCodec<S, E>,
    private readonly path: string,
    private header: SessionHeader,
    private readonly onTooLarge: (bytes: number) => void,
  ) {}

  /** Continues a file that was read. A file without a header is not continued, but written anew. */
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

  /** Whether it has grown by more than `bytes` and by more than its size at the last rewriting. */
  hasGrown(bytes: number): boolean {
    return (this.size ?? 0) - this.rewrittenSize > Math.max(bytes, this.rewrittenSize);
  }

  /** Whether it is as long as it was, that is, whether no other window wrote it. */
  async isUnchanged(): Promise<boolean> {
    const stat = await unlessMissing(this.host.files.stat(this.path));
    return this.size === undefined || (this.isTorn ? stat !== undefined : stat?.size === this.size);
  }

  /**
   * Appends events to the file.
   * @param state the state with these events and all before them, for the case that the whole file has to be written.
   * @param assertOurs called before a part of the file is removed, because the file may be another window's by then;
   * throws to give up.
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
   * Writes the file again after it went missing. The lock is held, so the session was not removed: only its file is
   * gone, and what is in memory is all there is. If the storage is away instead, this fails, even if the storage comes
   * back just now, and the file stays as it is.
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
   * Writes over a file to which a former owner wrote once more after it lost the lock. The former owner keeps what it
   * had, and the state of this window counts here. If this window is the former owner, `assertOurs` throws.
   */
  private async writeOver(state: S, assertOurs: () => Promise<void>): Promise<void> {
    await assertOurs();
    const { host, codec, path: file, header } = this;
    this.follow(await readSession({ host, codec, id: header.id, file }));
    await this.rewrite(state, { beforeRename: assertOurs });
  }

  /** Replaces the file with what the state needs and the lines that are not understood. */
  async rewrite(state: S, { check, beforeRename }: RewriteOptions = {}): Promise<void> {
    const foreign: ByteRange[] = [];
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

  private async *pieces(state: S, onForeign: (range: ByteRange) => void): AsyncGenerator<Uint8Array> {
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

  /** Returns the line of an event; nothing for an event that is too long to be read again. */
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

  /** Yields a range of the file as it is, with a line break at its end, even if the last line was cut off. */
  private async *rangeOf({ from, to }: ByteRange): AsyncGenerator<Uint8Array> {
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
