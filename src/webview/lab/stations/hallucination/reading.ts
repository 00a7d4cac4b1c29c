import type { LabSettings } from '../../../../core/lab/labPlace';
import type { Work } from '../../../../core/base/work';
import { PrefixReader } from '../../../../core/lab/prefixReader';
import { writeSteps } from '../../../../core/lab/steps';
import type { TokenCandidate, AnswerStep } from '../../../../core/lab/steps';
import { leastSure, meanSureness, sureWords } from '../../../../core/lab/sureness';
import type { SureWord } from '../../../../core/lab/sureness';
import { tokenName } from '../../../../core/lab/tokenNames';
import type { PocketModel } from '../../../../core/pocket/pocketModel';
import { afterStep, within } from '../../controls';

export interface HallucinationSettings {
  readonly [name: string]: number | string;
  /** Percentage below which words are marked as doubtful. */
  readonly doubt: number;
  /** Number of the word that is looked at, from 1; 0: the least sure. */
  readonly word: number;
}

/** A question with its answer, and how sure each word of it was. */
export interface Answered {
  readonly question: string;
  readonly words: readonly SureWord[];
  readonly steps: readonly AnswerStep[];
  /** How sure the whole answer was. `undefined` if it ended before its first word. */
  readonly mean: number | undefined;
}

export interface HallucinationRead {
  readonly model: PocketModel;
  readonly asked: Answered;
  /** The answer to something that the model was trained on. */
  readonly known: Answered;
}

const writing = { most: 100, candidates: 6 };
export const doubtLimits = [0, 100] as const;

/** Asks both questions. @throws WindowError before any work */
export function* readAnswers(model: PocketModel, text: string, known: string): Work<HallucinationRead> {
  const reader = new PrefixReader(model.network);
  const asked = yield* answer(model, reader, text);
  return { model, asked, known: yield* answer(model, reader, known) };
}

function* answer(model: PocketModel, reader: PrefixReader, question: string): Work<Answered> {
  const { tokenizer, special } = model;
  const prompt = [special.bos, special.user, ...tokenizer.encode(question), special.assistant];
  const { steps } = yield* writeSteps(model, reader, prompt, writing);
  const found = sureWords(steps, (id) => tokenizer.tokenBytes(id), special.end);
  return { question, steps, words: found, mean: meanSureness(found) };
}

/** Returns the settings within their limits. `word` is then from 1, or 0 where there is no word. */
export function limited({ asked }: HallucinationRead, { doubt, word }: HallucinationSettings): HallucinationSettings {
  const least = leastSure(asked.words);
  const chosen = word === 0 && least ? asked.words.indexOf(least) + 1 : word;
  return {
    doubt: within(doubt, ...doubtLimits),
    word: within(chosen, Math.min(1, asked.words.length), asked.words.length),
  };
}

export const isDoubtful = ({ probability }: SureWord, { doubt }: HallucinationSettings): boolean =>
  probability * 100 < doubt;

/** Returns the tokens that could have stood where a word was least decided, the likeliest first. */
export function othersOf(
  { model, asked }: HallucinationRead,
  { start, end }: SureWord,
): (TokenCandidate & { readonly text: string })[] {
  const own = asked.steps.slice(start, end);
  const open = own.reduce((least, step) =>
    step.candidates[0]!.probability < least.candidates[0]!.probability ? step : least,
  );
  return open.candidates.map((one) => ({ ...one, text: tokenName(model, one.id) }));
}

/** Handles keys: left and right change the word, Home and End lead to the first and the last. */
export function afterKey(key: string, read: HallucinationRead, given: HallucinationSettings): LabSettings | undefined {
  const keys = ['ArrowLeft', 'ArrowRight', 'Home', 'End'];
  const range = [1, read.asked.words.length] as const;
  return afterStep(key, { name: 'word', value: limited(read, given).word, range, keys });
}
