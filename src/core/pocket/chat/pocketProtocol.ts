import type { ChosenToken } from '../../chat/messages/chatTypes';
import type { GenerateOptions } from '../generate';
import type { PocketTurn } from '../pocketModel';
import type { Counts } from './pocketRoom';

// Messages between the callers of Pocket and the thread in which it runs. A question and its answers have the same
// number.

export type PocketRequest =
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly turns: readonly PocketTurn[];
      readonly options: GenerateOptions;
    }
  /** Counts the tokens of a conversation, in the form in which the model gets it. */
  | { readonly kind: 'count'; readonly id: number; readonly turns: readonly PocketTurn[] }
  /** The answer is not wanted any more. */
  | { readonly kind: 'cancel'; readonly id: number };

/** Token counts, by the model's own tokenizer. */
export interface PocketUsage {
  readonly promptTokens: number;
  readonly answerTokens: number;
}

export type PocketReply =
  | ({
      readonly kind: 'delta';
      readonly id: number;
      readonly text: string;
      /** The chosen tokens, where they were asked for. */
      readonly chosen?: readonly ChosenToken[];
    } & PocketUsage)
  | ({ readonly kind: 'answered'; readonly id: number; readonly finish: 'stop' | 'length' } & PocketUsage)
  /** The reply to a count, and also to an answer that has no room. */
  | ({ readonly kind: 'counted'; readonly id: number } & Counts)
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** Data that the thread finds when it starts. */
export interface PocketWorkerData {
  /** The file of the model. */
  readonly file: Uint8Array;
}
