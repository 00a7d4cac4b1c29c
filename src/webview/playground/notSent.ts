import type { ErrorAction } from '../../core/chat/messages/errors';

/** Why something was not sent, and what mends it. */
export interface NotSent {
  /** The answer whose question was to be asked again; without it, it was the message. */
  readonly answerId?: string;
  readonly reason: string;
  readonly actions?: readonly ErrorAction[];
}
