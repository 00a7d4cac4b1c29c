import type { ChosenToken } from '../../core/chat/messages/types';
import type { ReferenceCard } from '../../core/playground/reference/referenceSchema';

/** What stands below an answer, apart from its words. */
export interface Beside {
  /** What glossary and catalog say about what was asked. */
  readonly cards: readonly ReferenceCard[];
  /** How likely its tokens were, where that was asked for. */
  readonly tokens: readonly ChosenToken[];
}

export const nothingBeside: Beside = { cards: [], tokens: [] };
