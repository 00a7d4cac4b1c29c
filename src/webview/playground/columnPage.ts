import type { Composing } from '../../core/playground/columnDeps';
import type { AccessView, ModelListState, ProviderView, ToPage } from '../../core/playground/playgroundProtocol';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import type { HostConnection } from './connection';
import type { Continuing } from './continuing';
import type { FilePlace } from './fileView';

/** The cards that are shown below an answer. */
export type Beside = Pick<Extract<ToPage, { type: 'reference' }>, 'cards'>;

/** One of the columns: the page knows them by themselves. */
type ColumnOfPage = object;

/** The page, as its columns see it. */
export interface PageOfColumns {
  readonly host: HostConnection;
  readonly access: AccessView;
  readonly providers: readonly ProviderView[];
  readonly hasOwnProvider: boolean;
  /** How asking a provider for its models stands, by its id. */
  readonly modelLists: ReadonlyMap<string, ModelListState>;
  /** The message that is being written, for all columns. */
  readonly message: string;
  /** As `message`, with the values of its variables. */
  readonly composed: Composing;
  readonly files: FilePlace;
  /** Enter sends a message; otherwise it breaks the line. */
  readonly enterSends: boolean;
  readonly continuing: Continuing;
  /** There is one column only. */
  readonly isLone: boolean;
  /** An answer comes in some column. */
  readonly isStreaming: boolean;
  /** From 1, from the left. */
  numberOf(column: ColumnOfPage): number;
  editMessage(message: string): void;
  /** All columns go on from the end of this one. */
  goOnFrom(column: ColumnOfPage): void;
  /** `what`: what is done with that, in words. It can be undone. */
  deleteMessage(column: ColumnOfPage, nodeId: string, what: string): void;
  /** `undo` is offered until a message is sent. `what`: what was done, in words. */
  offerUndo(what: string, undo: () => void): void;
  /** Makes earlier changes to the columns final: they can no longer be undone. */
  sent(): void;
  focusMessage(): void;
  /** Tells the host what is edited and not told yet. */
  readonly flush: () => void;
  /** Our count of what arrived of an answer, where the provider said none. It comes a moment later. */
  countOf(head: TurnHead): number | undefined;
  /** Facts about what was asked, for an answer that has ended and is not to be trusted alone. They come a moment later. */
  besideOf(head: TurnHead): Beside;
}
