import type { ChosenToken } from '../../chat/messages/chatTypes';
import type { GenerateOptions } from '../generate';
import type { PocketTurn } from '../pocketModel';
import type { Counts } from './pocketRoom';

// Between whoever asks Pocket and the thread in which it runs. Each question has a number, and so have its answers.

export type PocketRequest =
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly turns: readonly PocketTurn[];
      readonly options: GenerateOptions;
    }
  /** Tokens of a conversation, as it is put before the model. */
  | { readonly kind: 'count'; readonly id: number; readonly turns: readonly PocketTurn[] }
  /** Nobody wants the answer any more. */
  | { readonly kind: 'cancel'; readonly id: number };

/** Tokens, by the model's own tokenizer. */
export interface PocketUsage {
  readonly promptTokens: number;
  readonly answerTokens: number;
}

export type PocketReply =
  | ({
      readonly kind: 'delta';
      readonly id: number;
      readonly text: string;
      /** Where they were asked for. */
      readonly chosen?: readonly ChosenToken[];
    } & PocketUsage)
  | ({ readonly kind: 'answered'; readonly id: number; readonly finish: 'stop' | 'length' } & PocketUsage)
  /** Also in place of an answer that has no room. */
  | ({ readonly kind: 'counted'; readonly id: number } & Counts)
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** Data that the thread finds when it starts. */
export interface PocketWorkerData {
  /** The file of the model. */
  readonly file: Uint8Array;
}
