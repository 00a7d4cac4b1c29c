import type { Column } from './column';
import type { NotAsked } from './columnDeps';
import { wholeDraft } from './session/drafts';
import { maxColumns } from './session/sessionSchema';
import type { Draft } from './session/sessionSchema';
import { emptySession } from './session/sessionTree';
import type { Session } from './session/sessionTree';

/** The parts of a session that its set of columns needs. */
interface ColumnSetDeps {
  /** The columns from the left. There is at least one. */
  readonly columns: () => readonly Column[];
  readonly session: () => Session;
  readonly apply: (events: readonly object[]) => void;
  /** Why nothing can be changed in the session. */
  readonly whyLocked: () => NotAsked | undefined;
  readonly randomId: () => string;
}

/** The earlier state of a column. */
interface Kept {
  readonly id: string;
  readonly leaf: string | null;
  readonly draft: Draft;
}

/** A change that can be undone. */
interface Undoable {
  /** Columns as they were before the change: all of them, or those whose path changed. */
  readonly columns: readonly Kept[];
  readonly what: 'removed' | 'led-on';
  /** The draft as it was after the change. */
  readonly left?: Draft;
}

/**
 * The columns of an open session, and the path that each one shows. The last change can be undone until a message is
 * sent.
 */
export class ColumnSet {
  private before: Undoable | undefined;

  constructor(private readonly deps: ColumnSetDeps) {}

  get canAdd(): boolean {
    return this.deps.whyLocked() === undefined && this.deps.columns().length < maxColumns;
  }

  /**
   * Adds a column with the path and the draft of another, except for its message. Returns its id; `undefined`: there is
   * no room, or the session is read-only.
   */
  add(from: Column): string | undefined {
    if (!this.canAdd) return undefined;
    const id = this.deps.randomId();
    this.before = undefined;
    this.deps.apply(eventsOf([{ id, leaf: from.leaf, draft: from.draftWith('') }]));
    return id;
  }

  /**
   * Stops answers that stream in this column alone, and removes it. The first column's message goes to the next one.
   */
  remove(column: Column): void {
    const columns = this.deps.columns();
    const others = columns.filter((other) => other !== column);
    const [next] = others;
    if (!next || this.deps.whyLocked() !== undefined) return;
    column.stop((answerId) => others.some(({ leaf }) => leaf === answerId));
    this.before = { columns: kept(columns), what: 'removed' };
    const { message, origins = [], attachments = [] } = column.draft;
    const isWritten = message !== '' || attachments.length > 0;
    if (column === columns[0] && isWritten) next.changeDraft({ message, origins, attachments });
    this.deps.apply([{ type: 'columnRemoved', id: column.id }]);
  }

  /** Lets all other columns go on from the end of this one. Their own turns stay in the tree of the session. */
  goOnFrom(column: Column): void {
    const columns = this.deps.columns();
    if (this.deps.whyLocked() !== undefined || columns.some(({ isStreaming }) => isStreaming)) return;
    this.before = { columns: kept(columns), what: 'led-on' };
    const { leaf } = column;
    this.deps.apply(columns.map(({ id }) => ({ type: 'columnSet', column: { id, leaf } })));
  }

  /** Takes a message out of the path of a column. It stays in the branch that it was in. */
  async deleteMessage(column: Column, nodeId: string): Promise<NotAsked | undefined> {
    const before = kept([column]);
    const refusal = await column.deleteMessage(nodeId);
    if (refusal !== undefined) return refusal;
    this.before = { columns: before, what: 'led-on', left: column.draft };
    return undefined;
  }

  markBest(answerId: string, isBest: boolean): void {
    if (this.deps.whyLocked() === undefined) this.deps.apply([{ type: 'bestMarked', node: answerId, isBest }]);
  }

  /**
   * Restores the columns as they were before the last change: one was removed, all went on from one, or a message was taken
   * out. Text that was written since then stays. No column is led away from an answer that streams.
   */
  undo(): void {
    const { before } = this;
    const now = this.deps.columns();
    if (!before || this.deps.whyLocked() !== undefined) return;
    if (before.what === 'led-on' && now.some(({ isStreaming }) => isStreaming)) return;
    this.before = undefined;
    if (before.what === 'removed') this.bringBack(before.columns, now);
    else this.leadBack(before, now);
  }

  private bringBack(before: readonly Kept[], now: readonly Column[]): void {
    const { message = '', attachments = [] } = now[0]?.draft ?? {};
    const back = before.map((column, i) => {
      const draft = now.find(({ id }) => id === column.id)?.draft ?? column.draft;
      const written = i === 0 ? { message, attachments } : { message: '', attachments: [] };
      return { ...column, draft: { ...draft, ...written } };
    });
    this.deps.apply([...now.map(({ id }) => ({ type: 'columnRemoved', id })), ...eventsOf(back)]);
  }

  private leadBack({ columns, left }: Undoable, now: readonly Column[]): void {
    const back = columns.filter(({ id }) => now.some((column) => column.id === id));
    this.deps.apply(ends(back));
    if (left === undefined) return;
    for (const { id, draft } of back) {
      const column = now.find((each) => each.id === id);
      const still = column ? broughtBack.filter((field) => isSame(column.draft[field], left[field])) : [];
      const change = still.filter((field) => !isSame(draft[field], left[field]));
      if (change.length > 0)
        column?.changeDraft(Object.fromEntries(change.map((field) => [field, draft[field] ?? []])));
    }
  }

  /** Makes the last change final: it can no longer be undone. */
  settle(): void {
    this.before = undefined;
  }
}

/** Fields of the draft that a message may fill when it is taken out. */
const broughtBack = ['message', 'attachments', 'toolResults'] as const;

const isSame = (one: unknown = [], other: unknown = []): boolean => JSON.stringify(one) === JSON.stringify(other);

const kept = (columns: readonly Column[]): Kept[] => columns.map(({ id, leaf, draft }) => ({ id, leaf, draft }));

const ends = (columns: readonly Kept[]): object[] =>
  columns.map(({ id, leaf }) => ({ type: 'columnSet', column: { id, leaf } }));

const nothing = emptySession('', 0);

/** Returns the events that make columns with ids that do not exist yet. */
const eventsOf = (columns: readonly Kept[]): object[] => [
  ...ends(columns),
  ...columns.flatMap(({ id, draft }) => wholeDraft(nothing, id, draft)),
];
