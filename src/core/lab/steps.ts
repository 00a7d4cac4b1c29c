import type { Work } from '../base/work';
import type { PocketModel } from '../pocket/pocketModel';
import { WindowError } from '../pocket/forwardPass';
import { logProbabilities } from '../pocket/sampler';
import type { PrefixReader } from './prefixReader';

export interface TokenCandidate {
  readonly id: number;
  /** The probability before temperature and cuts. */
  readonly probability: number;
}

/** One token of an answer, with the other candidates for its place. */
export interface AnswerStep {
  /** The index of the token in `candidates`. */
  readonly rank: number;
  /** The likeliest first. */
  readonly candidates: readonly TokenCandidate[];
}

export interface Writing {
  /** The steps. The last token of an answer that ended by itself is the end token. */
  readonly steps: readonly AnswerStep[];
  readonly isEnded: boolean;
}

interface WritingOptions {
  /** The highest number of steps. */
  readonly most: number;
  /** Candidates that are kept of each step. */
  readonly candidates: number;
  /** Steps that are there already. */
  readonly given?: readonly AnswerStep[];
}

export const takenOf = ({ rank, candidates }: AnswerStep): TokenCandidate => candidates[rank]!;

/**
 * Writes on after `prompt` and the given steps, the likeliest token each time, until the end token, `most` or a full window.
 * @throws WindowError before any work
 */
export function* writeSteps(
  { special, window }: Pick<PocketModel, 'special' | 'window'>,
  reader: PrefixReader,
  prompt: readonly number[],
  { most, candidates, given = [] }: WritingOptions,
): Work<Writing> {
  // The loop would take such a prompt for a full window, and write no answer.
  if (prompt.length > window) throw new WindowError(prompt.length, window);
  const steps = [...given];
  const tokens = [...prompt, ...steps.map((step) => takenOf(step).id)];
  const isEnded = (): boolean => steps.length > 0 && takenOf(steps.at(-1)!).id === special.end;
  while (!isEnded() && steps.length < most && tokens.length <= window) {
    const logits = yield* reader.logitsAfter(tokens);
    const [, top] = logProbabilities(logits, 0, candidates);
    const step: AnswerStep = {
      rank: 0,
      candidates: top.map(({ token, logprob }) => ({ id: token, probability: Math.exp(logprob) })),
    };
    steps.push(step);
    tokens.push(takenOf(step).id);
  }
  return { steps, isEnded: isEnded() };
}

/**
 * Returns the steps up to `at`, which takes the candidate with `rank`. Both numbers are lowered to the last there is.
 */
export function stepsWith(steps: readonly AnswerStep[], at: number, rank: number): AnswerStep[] {
  const place = Math.min(at, steps.length - 1);
  const step = steps[place];
  if (!step) return [];
  return [...steps.slice(0, place), { ...step, rank: Math.min(rank, step.candidates.length - 1) }];
}
