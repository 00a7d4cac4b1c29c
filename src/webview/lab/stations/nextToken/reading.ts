import type { Work } from '../../../../core/base/work';
import { drawTimes, nextTokens } from '../../../../core/lab/nextToken';
import type { NextTokens } from '../../../../core/lab/nextToken';
import { tokenName } from '../../../../core/lab/tokenNames';
import type { PocketModel } from '../../../../core/pocket/pocketModel';
import { ForwardPass } from '../../../../core/pocket/forwardPass';
import { clamp } from '../../controls';

export interface NextSettings {
  readonly [name: string]: number | string;
  /** `text`: how the text goes on. `answer`: how an answer to it begins. */
  readonly as: string;
  readonly temperature: number;
  /** 0: off. */
  readonly topK: number;
  /** 1: off. */
  readonly topP: number;
  /** 0: off. */
  readonly minP: number;
  /** Set by "Draw 100 times"; 0: nothing was drawn. */
  readonly seed: number;
}

export const draws = 100;
/** The most rows of the picture. All other tokens stand together in one more. */
const maxBars = 12;
export const limits = { temperature: [0.1, 2], topK: [0, 40], topP: [0.05, 1], minP: [0, 0.5] } as const;

/** The logits of what comes next, in both readings. */
export interface NextRead {
  readonly model: PocketModel;
  readonly text: Float64Array;
  readonly answer: Float64Array;
}

/** Reads the text twice. @throws WindowError before any work. */
export function* readBoth(model: PocketModel, text: string): Work<NextRead> {
  const ids = model.tokenizer.encode(text);
  const { bos, user, assistant } = model.special;
  const asAnswer = yield* logitsAfter(model, [bos, user, ...ids, assistant]);
  const asText = yield* logitsAfter(model, [bos, ...ids]);
  return { model, text: asText, answer: asAnswer };
}

function* logitsAfter({ network }: PocketModel, tokens: readonly number[]): Work<Float64Array> {
  return (yield* new ForwardPass(network).feed(tokens)).slice();
}

/** A row of the picture. */
export interface Bar {
  readonly id: number;
  readonly text: string;
  readonly probability: number;
  readonly chance: number;
  readonly isKept: boolean;
  /** How often the token was drawn. `undefined` before anything was. */
  readonly drawn: number | undefined;
}

interface Bars {
  readonly bars: readonly Bar[];
  /** How many tokens of the vocabulary may be drawn. */
  readonly kept: number;
  /** The tokens that stand in no row. */
  readonly rest: {
    readonly count: number;
    readonly probability: number;
    readonly chance: number;
    readonly drawn: number;
  };
}

/** The settings within their limits. */
export function limited(settings: NextSettings): NextSettings {
  const { temperature, topK, topP, minP } = settings;
  return {
    ...settings,
    as: settings.as === 'answer' ? 'answer' : 'text',
    temperature: clamp(temperature, limits.temperature),
    topK: Math.round(clamp(topK, limits.topK)),
    topP: clamp(topP, limits.topP),
    minP: clamp(minP, limits.minP),
    seed: Math.max(0, Math.round(settings.seed)),
  };
}

/** Returns the likeliest tokens with what the settings make of them. */
export function barsOf(read: NextRead, given: NextSettings, most = maxBars): Bars {
  const settings = limited(given);
  const { temperature, topK, topP, minP, seed } = settings;
  const logits = settings.as === 'answer' ? read.answer : read.text;
  const next = nextTokens(logits, { temperature, topK, topP, minP });
  const drawn = seed > 0 ? drawTimes(next, draws, seed) : undefined;
  const bars = next.tokens.slice(0, most).map(({ id, probability, chance }, i): Bar => ({
    id,
    text: tokenName(read.model, id),
    probability,
    chance,
    isKept: i < next.kept,
    drawn: drawn && (drawn[i] ?? 0),
  }));
  return { bars, kept: next.kept, rest: restOf(next, logits.length, bars, drawn) };
}

function restOf({ tokens }: NextTokens, vocabulary: number, bars: readonly Bar[], drawn: Int32Array | undefined) {
  const rest = tokens.slice(bars.length);
  return {
    count: vocabulary - bars.length,
    probability: rest.reduce((sum, { probability }) => sum + probability, 0),
    chance: rest.reduce((sum, { chance }) => sum + chance, 0),
    drawn: drawn?.subarray(bars.length).reduce((sum, times) => sum + times, 0) ?? 0,
  };
}
