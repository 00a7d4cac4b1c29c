import type { Composing } from '../../core/playground/columnDeps';
import type { ToPage } from '../../core/playground/playgroundProtocol';
import type { AccessView, ModelListState, ProviderView } from '../../core/playground/playgroundViews';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import type { HostConnection } from './connection';
import type { Continuing } from './continuing';
import type { FilePlace } from './fileView';

/** The cards that are shown below an answer. */
export type Beside = Pick<Extract<ToPage, { type: 'reference' }>, 'cards'>;

/** One of the columns, which the page tells apart by identity. */
type ColumnOfPage = object;

/** The page, as its columns see it. */
export interface PageOfColumns {
  readonly host: HostConnection;
  readonly access: AccessView;
  readonly providers: readonly ProviderView[];
  readonly hasOwnProvider: boolean;
  /** State of asking a provider for its models, by the id of the provider. */
  readonly modelLists: ReadonlyMap<string, ModelListState>;
  /** The message that is being written, for all columns. */
  readonly message: string;
  /** The message, with the values of its variables. */
  readonly composed: Composing;
  readonly files: FilePlace;
  /** Whether Enter sends a message; otherwise it breaks the line. */
  readonly enterSends: boolean;
  readonly continuing: Continuing;
  /** Whether there is only one column. */
  readonly isLone: boolean;
  /** Whether an answer is coming in any column. */
  readonly isStreaming: boolean;
  /** Returns the number of a column, counted from the left from 1. */
  numberOf(column: ColumnOfPage): number;
  editMessage(message: string): void;
  /** Lets all columns go on from the end of this one. */
  goOnFrom(column: ColumnOfPage): void;
  /** Deletes a message, which can be undone. `what`: the change in words. */
  deleteMessage(column: ColumnOfPage, nodeId: string, what: string): void;
  /** Offers `undo` until a message is sent. `what`: the change in words. */
  offerUndo(what: string, undo: () => void): void;
  /** Makes earlier changes to the columns final: they can no longer be undone. */
  sent(): void;
  focusMessage(): void;
  /** Tells the host the edits that it was not told yet. */
  readonly flush: () => void;
  /** Returns our count of the part of an answer that arrived, if the provider reported none. It comes a moment later. */
  countOf(head: TurnHead): number | undefined;
  /**
   * Returns facts about the question, for an answer that has ended and is not to be trusted alone. They come a moment later.
   */
  besideOf(head: TurnHead): Beside;
}
