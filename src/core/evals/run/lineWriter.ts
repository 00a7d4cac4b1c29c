import type { Files } from '../../files/files';

const encoder = new TextEncoder();

export const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** Adds lines to a file that exists. Lines that come while others are written go together: each waits for the disk, and all of them once. */
export class LineWriter {
  private pending: string[] = [];
  private next: Promise<void> | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly files: Pick<Files, 'append'>,
    private readonly path: string,
    /** Rejects where nothing more is to be written. */
    private readonly check: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** Resolves when the line is on the disk. Rejects with a FileError. */
  add(value: unknown): Promise<void> {
    this.pending.push(lineOf(value));
    if (!this.next) {
      const before = this.last.catch(() => undefined);
      this.last = this.next = before.then(() => this.write());
    }
    return this.next;
  }

  /** Resolves when all that was added is on the disk, or could not be written. */
  async settled(): Promise<void> {
    await this.last.catch(() => undefined);
  }

  private async write(): Promise<void> {
    this.next = undefined;
    const lines = this.pending.splice(0).join('');
    await this.check();
    await this.files.append(this.path, encoder.encode(lines));
  }
}

/** Lines as pieces of a file that is written whole. */
export function* linePieces(values: readonly unknown[]): Generator<Uint8Array> {
  for (let at = 0; at < values.length; at += 100) {
    yield encoder.encode(
      values
        .slice(at, at + 100)
        .map(lineOf)
        .join(''),
    );
  }
}
