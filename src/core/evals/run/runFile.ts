import * as v from 'valibot';
import { FileError, isFileError } from '../../files/files';
import type { ByteRange, Files } from '../../files/files';
import { lineValue, linesOf } from '../../store/fileLines';
import { cell, runResults } from '../results';
import type { Cell } from '../results';
import { answer } from './answerCache';
import { LineWriter, lineAt, lineBytes, linePieces } from './lineWriter';
import { inPlanOrder, keyOf } from './plan';
import { headOf, headerOf } from './runHeader';
import type { Header } from './runHeader';

// `NAME.eval.jsonl`: a header, then a line for each cell. While a run goes on, further lines say which cells are asked from
// there on. After a crash, the outcome of these cells is not known, and of no others. A run that did not come to its end
// says why, and keeps the answers that came for cells that were not asked to their end.

const asking = v.object({ asking: v.string() });
/** A cell by its key, and the answers that came for it, with their keys in a cache. */
const halfAsked = v.object({ half: v.string(), answers: v.array(v.object({ key: v.string(), answer })) });
export type KeptAnswers = v.InferOutput<typeof halfAsked>['answers'];
const ended = v.object({ ended: v.picklist(['cap', 'cancelled']) });
export type Ended = v.InferOutput<typeof ended>['ended'];

/** Reads a line behind the header that is about the run itself. `undefined`: it is another line. */
export function tellsOfRun(
  line: unknown,
): { readonly asking: string } | { readonly ended: Ended } | { readonly half: string } | undefined {
  const read = v.safeParse(v.union([asking, ended, halfAsked]), line);
  return read.success ? read.output : undefined;
}

/** A run as its file records it. */
export interface RecordedRun {
  readonly header: Header | undefined;
  /** Cells by their keys. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** Keys of cells that were asked, and of which nothing is recorded. */
  readonly unanswered: ReadonlySet<string>;
  /** Answers that came for cells, by the keys of these, before the run ended while their judges were asked. */
  readonly half: ReadonlyMap<string, KeptAnswers>;
  /** Bytes of all lines that are read. Anything behind them was cut off. */
  readonly size: number;
  /** Whether nothing but the end of its line is missing behind the last cell. */
  readonly lacksEnd: boolean;
}

/**
 * Reads a file of results, or the JSON that `eval --json` prints. `undefined`: there is none. Unknown lines are left out.
 * @throws NewerResultsError
 */
export async function readRun(files: Pick<Files, 'readPieces'>, path: string): Promise<RecordedRun | undefined> {
  const cells = new Map<string, Cell>();
  const unanswered = new Set<string>();
  const half = new Map<string, KeptAnswers>();
  let read: Header | undefined;
  let size = 0;
  let lacksEnd = false;
  const add = (each: Cell): void => {
    cells.set(keyOf(each), each);
    unanswered.delete(keyOf(each));
    half.delete(keyOf(each));
  };
  try {
    for await (const { bytes, from, to, isWhole } of linesOf(files.readPieces(path))) {
      const value = bytes && lineValue(bytes);
      if (isWhole) size = to;
      if (from === 0) {
        const printed = v.safeParse(runResults, value);
        if (printed.success) printed.output.cells.forEach(add);
        read = headOf(value);
        continue;
      }
      const asked = v.safeParse(asking, value);
      const answered = v.safeParse(cell, value);
      const kept = v.safeParse(halfAsked, value);
      if (asked.success) unanswered.add(asked.output.asking);
      else if (kept.success) {
        half.set(kept.output.half, kept.output.answers);
        unanswered.delete(kept.output.half);
      } else if (answered.success) {
        add(answered.output);
        size = to;
        lacksEnd = !isWhole;
      }
    }
  } catch (error) {
    if (isFileError(error, 'missing')) return undefined;
    throw error;
  }
  return { header: read, cells, unanswered, half, size, lacksEnd };
}

/** Cells that a new file takes over from the one that is there. */
interface TakenOver {
  /** Cells that stay. */
  readonly kept?: readonly Cell[];
  /** Cells of the run that goes on. */
  readonly recorded?: readonly Cell[];
}

/** Characters beyond which an answer is not kept in memory once its line is on the disk. */
const longAnswer = 2_000;

/** Writes the file of a run's results. */
export class RunFile {
  private readonly lines: LineWriter;
  /** Places of the lines of cells that are kept without their answers. */
  private readonly places = new WeakMap<Cell, ByteRange>();
  private check: () => Promise<void> = () => Promise.resolve();
  private kept: readonly Cell[] = [];
  private begun: Promise<void> | undefined;

  private constructor(
    private readonly files: Files,
    readonly path: string,
    private readonly header: Header,
    private readonly makeRoom?: () => Promise<TakenOver>,
  ) {
    this.lines = new LineWriter(files, path, () => this.check());
  }

  /**
   * Makes a new file. It is begun with the first line, and until then the file of the earlier run stays.
   * @param makeRoom called when the file is begun.
   */
  static create(
    files: Files,
    path: string,
    head: Parameters<typeof headerOf>[0],
    makeRoom: () => Promise<TakenOver> = () => Promise.resolve({}),
  ): RunFile {
    return new RunFile(files, path, headerOf(head), makeRoom);
  }

  /** Goes on with a file that was read, and removes a broken line at its end. `undefined`: it is no such file. */
  static async goOn(
    files: Files,
    path: string,
    { header: head, size, lacksEnd }: RecordedRun,
  ): Promise<RunFile | undefined> {
    if (!head) return undefined;
    const { size: length } = await files.stat(path);
    if (length > size) await files.truncate(path, size);
    if (lacksEnd) await files.append(path, new TextEncoder().encode('\n'));
    return new RunFile(files, path, head);
  }

  get id(): string {
    return this.header.id;
  }

  /** @param check rejects where another run writes the file by now. */
  guard(check: () => Promise<void>): void {
    this.check = check;
  }

  /** Records that a cell is asked. Resolves once that is in the file, and only then the cell is asked. */
  async asking(key: string): Promise<void> {
    await this.begin();
    await this.lines.add({ asking: key });
  }

  /** Records a cell. Resolves once it is in the file, to the cell without a long answer, which `finish` reads from there. */
  async record(answered: Cell): Promise<Cell> {
    await this.begin();
    const place = await this.lines.add(answered);
    if (answered.output.length <= longAnswer) return answered;
    const head = { ...answered, output: '' };
    this.places.set(head, place);
    return head;
  }

  /** Keeps the answers that came for a cell that was not asked to its end, as they were paid for. */
  async keepHalf(key: string, answers: KeptAnswers): Promise<void> {
    await this.begin();
    await this.lines.add({ half: key, answers });
  }

  /** Says why the run does not go on. */
  async end(why: Ended): Promise<void> {
    // Where a run has found nothing, the earlier results stay.
    if (this.makeRoom && !this.begun) return;
    await this.lines.add({ ended: why });
  }

  /** Writes the cells alone, in the order of the plan, once nothing of the run is open. */
  async finish(cells: readonly Cell[]): Promise<void> {
    await this.begin();
    await this.lines.settled();
    await this.check();
    const all = inPlanOrder([...this.kept, ...cells], this.header.planned?.columns);
    await this.files.writeWhole(this.path, linePieces(this.wholeLines([this.header, ...all])));
  }

  private async *wholeLines(values: readonly (Header | Cell)[]): AsyncGenerator<Uint8Array> {
    for (const value of values) yield 'test' in value ? await this.lineOf(value) : lineBytes(value);
  }

  /** @throws FileError where the file has been changed meanwhile */
  private async lineOf(written: Cell): Promise<Uint8Array> {
    const place = this.places.get(written);
    if (!place) return lineBytes(written);
    const line = await lineAt(this.files, this.path, place);
    const read = v.safeParse(cell, lineValue(line));
    if (!read.success || keyOf(read.output) !== keyOf(written)) throw new FileError('other', this.path, '');
    return line;
  }

  private begin(): Promise<void> {
    this.begun ??= this.beginNow();
    return this.begun;
  }

  private async beginNow(): Promise<void> {
    if (!this.makeRoom) return;
    await this.check();
    const { kept = [], recorded = [] } = await this.makeRoom();
    this.kept = kept;
    await this.files.writeWhole(this.path, linePieces([this.header, ...kept, ...recorded].map(lineBytes)));
  }
}
