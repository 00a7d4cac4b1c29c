import { GridIndex } from './gridIndex';
import type { CellDetail, GridFilter, GridRow, GridView } from './gridForms';
import { NewerResultsError } from '../run/runHeader';
import { readCells } from './readCells';

// Messages between the editor and the thread that holds the cells of one file.

type Asked<Kind extends string, Fields> = Fields & { readonly kind: Kind; readonly id: number };

export type GridRequest =
  /** The file's bytes, and those of the run that it is compared with. */
  | Asked<'open', { readonly bytes: Uint8Array; readonly other?: Uint8Array; readonly filter: GridFilter }>
  | Asked<'show', { readonly filter: GridFilter }>
  | Asked<'rows', { readonly from: number; readonly count: number }>
  | Asked<'cell', { readonly test: number; readonly column: number }>;

export type GridReply =
  | Asked<'view', { readonly view: GridView }>
  | Asked<'rows', { readonly rows: GridRow[] }>
  | Asked<'cell', { readonly detail: CellDetail | undefined }>
  /** A newer version wrote the file, or that of the other run. */
  | Asked<'newer', unknown>
  | Asked<'failure', { readonly message: string }>;

/** The thread's end, which holds one grid. */
export class GridServer {
  private index = new GridIndex({ cells: [], unread: 0, asking: [], suite: '' });

  constructor(private readonly post: (reply: GridReply) => void) {}

  async receive(request: GridRequest): Promise<void> {
    const { id } = request;
    try {
      this.post(await this.answer(request));
    } catch (error) {
      if (error instanceof NewerResultsError) this.post({ kind: 'newer', id });
      else this.post({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  private async answer(request: GridRequest): Promise<GridReply> {
    const { id } = request;
    switch (request.kind) {
      case 'open': {
        const [now, other] = [await readCells(request.bytes), request.other && (await readCells(request.other))];
        this.index = new GridIndex(now, other?.cells);
        return { kind: 'view', id, view: this.index.show(request.filter) };
      }
      case 'show':
        return { kind: 'view', id, view: this.index.show(request.filter) };
      case 'rows':
        return { kind: 'rows', id, rows: this.index.rowsFrom(request.from, request.count) };
      case 'cell':
        return { kind: 'cell', id, detail: this.index.detail(request.test, request.column) };
    }
  }
}
