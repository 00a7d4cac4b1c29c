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

/** Months that are kept. Each has a file of its own, so no file is rewritten while another window adds to it. */
const keptMonths = 24;
/** Bytes. An entry has about 150; one with the longest names, each letter escaped, has less than this. */
const maxLineSize = 32_768;

/** Record of the cost of answers, on this machine only. It has a line for each answer, added by the window that asked. */
export class Ledger {
  private adding: Promise<void> = Promise.resolve();
  /** Sums of the files of this month and the last, and the number of bytes of each that were read so far. */
  private readonly recent = new Spending(localDayOf);
  private readonly readTo = new Map<string, number>();
  private reading: Promise<void> = Promise.resolve();
  private isCleaned = false;
  private hasWarned = false;

  /** @param folder the folder that all windows share. */
  constructor(
    private readonly folder: string,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  /** Records the cost of an answer, if one came. Does not reject: a failure to record must not lose the answer. */
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

  /**
   * Reads new entries of the latest files. Their names are months in UTC, and a local day may begin in the month
   * before.
   */
  private async readOn(): Promise<void> {
    const first = monthOf(host.now() - 2 * 86_400_000);
    for (const name of (await this.months()).filter((month) => month >= first)) {
      const from = this.readTo.get(name) ?? 0;
      const size = (await unlessMissing(files.stat(files.join(this.folder, name))))?.size ?? 0;
      if (size > from) this.readTo.set(name, await this.readFile(name, from, this.recent));
    }
  }

  /**
   * Adds the entries from an offset on. Returns the end of the last whole line, as another window may be writing the
   * next one.
   */
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
    // A line break comes first: after a line that was cut off, the entry would be lost with it.
    const line = new TextEncoder().encode(`\n${JSON.stringify(entry)}\n`);
    try {
      await this.append(file, line);
      await this.clean();
    } catch (error) {
      this.warn(error);
    }
  }

  /** Warns once in a window. */
  private warn(error: unknown): void {
    if (!this.hasWarned) this.log.warn('What answers cost could not be recorded or read.', error);
    this.hasWarned = true;
  }

  /** Appends a line. The first line of a month creates the file. */
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

  /** Removes files that are too old, once in a window. */
  private async clean(): Promise<void> {
    if (this.isCleaned) return;
    this.isCleaned = true;
    for (const name of (await this.months()).slice(0, -keptMonths)) await files.remove(files.join(this.folder, name));
  }

  /** Returns the names of the files, the oldest first. */
  private async months(): Promise<string[]> {
    const entries = (await unlessMissing(files.list(this.folder))) ?? [];
    return entries
      .map(({ name }) => name)
      .filter((name) => /^\d{4}-\d\d\.jsonl$/.test(name))
      .sort();
  }
}

/** Returns the name of the file for a time. */
const monthOf = (at: number): string => `${new Date(at).toISOString().slice(0, '2026-11'.length)}.jsonl`;
