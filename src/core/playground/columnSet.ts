import type { Column } from './column';
import type { Refusal } from './columnDeps';
import { wholeDraft } from './session/drafts';
import { maxColumns } from './session/sessionSchema';
import type { Draft } from './session/sessionSchema';
import { emptySession } from './session/sessionTree';
import type { Session } from './session/sessionTree';

/** The session, as far as its set of columns needs it. */
interface ColumnSetDeps {
  /** From the left. There is one at least. */
  readonly columns: () => readonly Column[];
  readonly session: () => Session;
  readonly apply: (events: readonly object[]) => void;
  /** Why nothing can be changed in the session. */
  readonly whyLocked: () => Refusal | undefined;
  readonly randomId: () => string;
}

/** A column as it was. */
interface Kept {
  readonly id: string;
  readonly leaf: string | null;
  readonly draft: Draft;
}

/** The columns of a session that is open: which there are, and where each leads. The last change can be undone until a message is sent. */
export class ColumnSet {
  private before: readonly Kept[] | undefined;

  constructor(private readonly deps: ColumnSetDeps) {}

  get canAdd(): boolean {
    return this.deps.whyLocked() === undefined && this.deps.columns().length < maxColumns;
  }

  /** Adds a column with the path and the draft of another, but for its message. Gives its id; `undefined`: there is no room, or it is only read. */
  add(from: Column): string | undefined {
    if (!this.canAdd) return undefined;
    const id = this.deps.randomId();
    this.before = undefined;
    this.deps.apply(eventsOf([{ id, leaf: from.leaf, draft: from.draftForAnother }]));
    return id;
  }

  /** Stops what streams in a column, and takes it out. The message goes to the one that is the first then. */
  remove(column: Column): void {
    const columns = this.deps.columns();
    const [next] = columns.filter((other) => other !== column);
    if (!next || this.deps.whyLocked() !== undefined) return;
    const isElsewhere = columns.some((other) => other !== column && other.leaf === column.leaf);
    if (!isElsewhere) column.stop();
    this.before = kept(columns);
    const { message, origins = [] } = column.draft;
    if (column === columns[0] && message !== '') next.changeDraft({ message, origins });
    this.deps.apply([{ type: 'columnRemoved', id: column.id }]);
  }

  /** All other columns go on from the end of this one. What stood in them stays in the tree of the session. */
  goOnFrom(column: Column): void {
    const columns = this.deps.columns();
    if (this.deps.whyLocked() !== undefined || columns.some(({ isStreaming }) => isStreaming)) return;
    this.before = kept(columns);
    const { leaf } = column;
    this.deps.apply(columns.map(({ id }) => ({ type: 'columnSet', column: { id, leaf } })));
  }

  markBest(answerId: string, isBest: boolean): void {
    if (this.deps.whyLocked() === undefined) this.deps.apply([{ type: 'bestMarked', node: answerId, isBest }]);
  }

  /** Brings the columns back as they were before the last was taken out, or all were led on. What is written stays. */
  undo(): void {
    const { before } = this;
    if (!before || this.deps.whyLocked() !== undefined) return;
    const now = this.deps.columns();
    const [main] = now;
    this.before = undefined;
    const message = main?.draft.message ?? '';
    const back = before.map((column, i) => {
      const draft = now.find(({ id }) => id === column.id)?.draft ?? column.draft;
      return { ...column, draft: { ...draft, message: i === 0 ? message : '' } };
    });
    const isSame = now.length === back.length;
    const gone = isSame ? [] : now.map(({ id }) => ({ type: 'columnRemoved', id }));
    this.deps.apply([...gone, ...(isSame ? ends(back) : eventsOf(back))]);
  }

  /** What was done can no longer be undone. */
  settle(): void {
    this.before = undefined;
  }
}

const kept = (columns: readonly Column[]): Kept[] => columns.map(({ id, leaf, draft }) => ({ id, leaf, draft }));

const ends = (columns: readonly Kept[]): object[] =>
  columns.map(({ id, leaf }) => ({ type: 'columnSet', column: { id, leaf } }));

const nothing = emptySession('', 0);

/** The events that make columns of which there are none with those ids. */
const eventsOf = (columns: readonly Kept[]): object[] => [
  ...ends(columns),
  ...columns.flatMap(({ id, draft }) => wholeDraft(nothing, id, draft)),
];
