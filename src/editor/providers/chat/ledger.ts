import { entryOf, readEntry } from '../../../core/chat/ledger';
import type { LedgerEntry, Spending } from '../../../core/chat/ledger';
import type { Backend } from '../../../core/chat/backend';
import type { RecordedEnd } from '../../../core/chat/messages/recordedEnd';
import { isFileError, unlessMissing } from '../../../core/files/files';
import { lineValue, linesOf } from '../../../core/store/lines';
import { host } from '#host';
import type { Logger } from '../../shared/log';
import { pace } from '../../shared/pace';

const { files } = host;

/** Months that are kept, each in a file of its own: so a file is never rewritten while another window adds to it. */
const keptMonths = 24;
/** Bytes of a month. One entry has about 150. */
const maxFileSize = 8 * 1024 * 1024;
const maxLineSize = 8_192;

/** What answers cost, on this machine only: a line for each, added by whichever window asked. */
export class Ledger {
  private adding: Promise<void> = Promise.resolve();
  private isCleaned = false;
  private hasWarned = false;

  /** @param folder of all windows. */
  constructor(
    private readonly folder: string,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  /** Records an answer, where there was one. Does not reject: an answer is not lost with its entry. */
  record(
    backend: Pick<Backend, 'name'>,
    model: string,
    end: Pick<RecordedEnd, 'usage' | 'cost' | 'firstTokenMs'>,
  ): void {
    const entry = entryOf(backend, model, end, host.now());
    if (entry) this.adding = this.adding.then(() => this.add(entry));
  }

  /** Adds all entries to the sums. */
  async read(into: Spending): Promise<void> {
    await this.adding;
    const breathe = pace();
    for (const name of await this.months()) {
      const pieces = files.readPieces(files.join(this.folder, name));
      for await (const { bytes, isWhole } of linesOf(pieces, maxLineSize)) {
        await breathe();
        const entry = bytes && isWhole ? readEntry(lineValue(bytes)) : undefined;
        if (entry) into.add(entry);
      }
    }
  }

  private async add(entry: LedgerEntry): Promise<void> {
    const file = files.join(this.folder, `${new Date(entry.at).toISOString().slice(0, '2026-11'.length)}.jsonl`);
    // It begins with the end of a line: one that was cut off there would take this one along.
    const line = new TextEncoder().encode(`\n${JSON.stringify(entry)}\n`);
    try {
      if (((await unlessMissing(files.stat(file)))?.size ?? 0) > maxFileSize) return;
      await this.append(file, line);
      await this.clean();
    } catch (error) {
      if (!this.hasWarned) this.log.warn('What an answer cost could not be recorded.', error);
      this.hasWarned = true;
    }
  }

  /** The first of a month makes its file. */
  private async append(file: string, line: Uint8Array): Promise<void> {
    if ((await unlessMissing(files.append(file, line))) !== undefined) return;
    await files.makeFolder(this.folder);
    try {
      await files.createExclusive(file, line);
    } catch (error) {
      if (!isFileError(error, 'exists')) throw error;
      await files.append(file, line);
    }
  }

  /** Once in a window: removes what is too old. */
  private async clean(): Promise<void> {
    if (this.isCleaned) return;
    this.isCleaned = true;
    for (const name of (await this.months()).slice(0, -keptMonths)) await files.remove(files.join(this.folder, name));
  }

  /** The files, the oldest first. */
  private async months(): Promise<string[]> {
    const entries = (await unlessMissing(files.list(this.folder))) ?? [];
    return entries
      .map(({ name }) => name)
      .filter((name) => /^\d{4}-\d\d\.jsonl$/.test(name))
      .sort();
  }
}
