import { maxTextLength } from '../chat/messages/chatTypes';
import type { MessagePart } from '../chat/messages/chatTypes';
import type { AnswerRequest } from './session/messagesFor';
import { leftOf } from './import/keylessCommand';
import { isFilePart } from '../chat/messages/fileParts';
import { attachmentsLeft } from './session/draftAttachments';
import { textOf } from './session/nodeText';
import { ownAnswer } from './session/sessionSchema';
import type { Draft, SessionNode } from './session/sessionSchema';
import type { Session } from './session/sessionTree';

/** Why no request was made of a draft. */
export type NotAsked =
  | ('closed' | 'no-column' | 'deleted' | 'read-only')
  | ('streaming' | 'branching' | 'led-elsewhere')
  | ('no-model' | 'no-message' | 'no-result' | 'too-long' | 'gone');

/** The parts of a draft that are written for all columns. */
export type Composing = Pick<Draft, 'message' | 'variables' | 'attachments'>;

/** Says what a draft lacks, or has too much of, to be sent. Files alone are a message, too. */
export function lackOf({ model, message, attachments = [] }: Draft): NotAsked | undefined {
  if (model.trim() === '') return 'no-model';
  if (message.trim() === '' && attachments.length === 0) return 'no-message';
  return message.length > maxTextLength ? 'too-long' : undefined;
}

/** Whether an edit would leave a message, or an answer, with nothing in it. The files of a message stay in it. */
export function leavesNothing({ editing, edited = '', message, attachments = [] }: Draft, node?: SessionNode): boolean {
  if (editing === ownAnswer && message.trim() === '' && attachments.length === 0) return true;
  return edited.trim() === '' && !(node?.kind === 'prompt' && node.parts.some(isFilePart));
}

/** Returns the message and files that remain in a draft when `sent` has gone: those that came to it meanwhile. */
export const messageLeft = (draft: Draft, sent: readonly MessagePart[]): Pick<Draft, 'message' | 'attachments'> => ({
  message: leftOf(draft, textOf({ parts: sent })),
  attachments: attachmentsLeft(draft, sent),
});

/** The parts of a session that a column needs. */
export interface ColumnDeps {
  /** The session as it was last reported. */
  readonly session: () => Session;
  /**
   * Applies events: the only way to change the session. `isTyped`: the page of the column already knows the new draft.
   */
  readonly apply: (events: readonly object[], isTyped?: boolean) => void;
  readonly keepUnsent: (typed: Partial<Draft>) => void;
  readonly tellDraft: (draft: Draft) => void;
  /** Why nothing can be asked in the session. */
  readonly whyLocked: () => NotAsked | undefined;
  /** Sends a request, and lets the answer with this id grow. */
  readonly run: (answerId: string, asked: AnswerRequest) => void;
  readonly stop: (answerId: string) => void;
  /** Reports that a message is sent, so that the column which composes it for several columns can drop it. */
  readonly messageSent: (parts: readonly MessagePart[]) => void;
  readonly randomId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
