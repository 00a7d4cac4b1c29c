import { longestText } from './sessionSchema';
import type { Draft } from './sessionSchema';

/** Why a prompt was not sent. */
export type Refusal = 'closed' | 'deleted' | 'read-only' | 'streaming' | 'no-model' | 'no-message' | 'too-long';

/** What a draft lacks, or has too much of, to be sent. */
export function lackOf({ model, message }: Draft): Refusal | undefined {
  if (model.trim() === '') return 'no-model';
  if (message.trim() === '') return 'no-message';
  return message.length > longestText ? 'too-long' : undefined;
}
