import { localDayOf } from '../../../core/base/day';
import { Spending, entryOf, readEntry } from '../../../core/chat/ledgerEntry';
import type { LedgerEntry, SpendingSum } from '../../../core/chat/ledgerEntry';
import type { Backend } from '../../../core/chat/backend';
import type { RecordedEnd } from '../../../core/chat/messages/recordedEnd';
import { isFileError, unlessMissing } from '../../../core/files/files';
import { lineValue, linesOf } from '../../../core/store/fileLines';
import { host } from '#host';
import type { Logger } from '../../shared/log';
import { pace } from '../../shared/pace';

const { files } = host;

/** Months that are kept, each in a file of its own: so a file is never rewritten while another window adds to it. */
const keptMonths = 24;
/** Bytes of a month. One entry has about 150. */
const maxFileSize = 8 * 1024 * 1024;
const maxLineSize = 8_192;

/** Record of the cost of answers, on this machine only. It has a line for each answer, added by the window that asked. */
export class Ledger {
  private adding: Promise<void> = Promise.resolve();
  /** Sums of this month's file and of the last one's, and below them the number of bytes of each that were read so far. */
  private readonly recent = new Spending(localDayOf);
  private readonly readTo = new Map<string, number>();
  private reading: Promise<void> = Promise.resolve();
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
    for (const name of await this.months()) await this.readFile(name, 0, into);
  }

  /** Returns today's spending, in all windows. Only the entries that were added since the last call are read. */
  async today(): Promise<SpendingSum> {
    await this.adding;
    this.reading = this.reading.then(() => this.readOn()).catch((error: unknown) => this.warn(error));
    await this.reading;
    return this.recent.of(localDayOf(host.now()));
  }

  /** The names of the files are months in UTC: where the user is, a day may have begun in the one before. */
  private async readOn(): Promise<void> {
    const first = monthOf(host.now() - 2 * 86_400_000);
    for (const name of (await this.months()).filter((month) => month >= first)) {
      const from = this.readTo.get(name) ?? 0;
      const size = (await unlessMissing(files.stat(files.join(this.folder, name))))?.size ?? 0;
      if (size > from) this.readTo.set(name, await this.readFile(name, from, this.recent));
    }
  }

  /** Adds the entries from an offset on. Gives the end of the last whole line: another window may be writing the next one. */
  private async readFile(name: string, offset: number, into: Spending): Promise<number> {
    const breathe = pace();
    let end = offset;
    for await (const { bytes, isWhole, to } of linesOf(
      files.readPieces(files.join(this.folder, name), offset),
      maxLineSize,
    )) {
      await breathe();
      if (!isWhole) break;
      end = offset + to;
      const entry = bytes && readEntry(lineValue(bytes));
      if (entry) into.add(entry);
    }
    return end;
  }

  private async add(entry: LedgerEntry): Promise<void> {
    const file = files.join(this.folder, monthOf(entry.at));
    // It begins with the end of a line: one that was cut off there would take this one along.
    const line = new TextEncoder().encode(`\n${JSON.stringify(entry)}\n`);
    try {
      if (((await unlessMissing(files.stat(file)))?.size ?? 0) > maxFileSize) return;
      await this.append(file, line);
      await this.clean();
    } catch (error) {
      this.warn(error);
    }
  }

  /** Once in a window. */
  private warn(error: unknown): void {
    if (!this.hasWarned) this.log.warn('What answers cost could not be recorded or read.', error);
    this.hasWarned = true;
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

/** The file of a time. */
const monthOf = (at: number): string => `${new Date(at).toISOString().slice(0, '2026-11'.length)}.jsonl`;
