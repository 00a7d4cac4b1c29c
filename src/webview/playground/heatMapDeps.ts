import type { TokenView, TokensAt } from '../../core/playground/tokenQuestions';
import type { words } from '../shared/strings';

/** What the piece that draws tokens gets of the page. */
export interface HeatMapDeps {
  readonly answerId: string;
  readonly text: string;
  readonly model: string;
  readonly provider: string;
  /** The model runs in the editor. */
  readonly isHere: boolean;
  readonly words: typeof words;
  /** A share of 1 in percent. */
  readonly share: (share: number) => string;
  readonly ask: (signal: AbortSignal) => Promise<TokenView>;
  readonly askAt: (at: number, signal: AbortSignal) => Promise<TokensAt>;
  /** Lets the model go on from an alternative. */
  readonly goOn: (at: number, alternative: number) => void;
  /** Whether the next request asks for them. */
  readonly isWanted: () => boolean;
  readonly want: () => void;
}
