import type { AnswerTokensView, TokensAt } from '../../core/playground/tokenQuestions';
import type { wordsOf } from '../shared/strings';
import type { TokenStringId } from '../shared/tokenStrings';

/** Data and functions that the part that draws tokens gets from the page. */
export interface HeatMapDeps {
  readonly answerId: string;
  readonly text: string;
  readonly model: string;
  readonly provider: string;
  /** Whether the model runs in the editor. */
  readonly isHere: boolean;
  /** Puts a word into the user's language. */
  readonly wordsOf: typeof wordsOf;
  /** Formats a share of 1 as a percentage. */
  readonly share: (share: number) => string;
  readonly ask: (signal: AbortSignal) => Promise<AnswerTokensView>;
  readonly askAt: (at: number, signal: AbortSignal) => Promise<TokensAt>;
  /** Lets the model go on from an alternative. */
  readonly goOn: (at: number, alternative: number) => void;
  /** Whether the next request asks for the probabilities of tokens. */
  readonly isWanted: () => boolean;
  readonly want: () => void;
}

/** The dependencies, with words of this part's own. */
export interface HeatMapView extends HeatMapDeps {
  readonly words: (id: TokenStringId, ...values: readonly string[]) => string;
}
