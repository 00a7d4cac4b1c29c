import { maxTextLength } from '../chat/messages/types';
import type { AnswerRequest } from './session/messagesFor';
import type { Draft } from './session/sessionSchema';
import type { Session } from './session/sessionTree';

/** Why a prompt was not sent. */
export type Refusal =
  | ('closed' | 'no-column' | 'deleted' | 'read-only')
  | ('streaming' | 'branching' | 'led-elsewhere')
  | ('no-model' | 'no-message' | 'no-result' | 'too-long' | 'gone');

/** Says what a draft lacks, or has too much of, to be sent. */
export function lackOf({ model, message }: Draft): Refusal | undefined {
  if (model.trim() === '') return 'no-model';
  if (message.trim() === '') return 'no-message';
  return message.length > maxTextLength ? 'too-long' : undefined;
}

/** The session, as far as a column needs it. */
export interface ColumnDeps {
  /** As it was told last. */
  readonly session: () => Session;
  /** The only way into the session. `isTyped`: whoever shows the column knows the draft after them already. */
  readonly apply: (events: readonly object[], isTyped?: boolean) => void;
  readonly keepUnsent: (typed: Partial<Draft>) => void;
  readonly tellDraft: (draft: Draft) => void;
  /** Why nothing can be asked in the session. */
  readonly whyLocked: () => Refusal | undefined;
  /** Asks, and lets the answer with that id grow. */
  readonly run: (answerId: string, asked: AnswerRequest) => void;
  readonly stop: (answerId: string) => void;
  /** The message goes: whoever composes it for several columns need not have it any longer. */
  readonly messageSent: (message: string) => void;
  readonly randomId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
