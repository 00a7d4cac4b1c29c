import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { request } from '../base/rpc/ask';
import { samplingPieces } from '../chat/messages/sampling';
import { count, shortText } from '../chat/messages/chatTypes';
import type { ChosenToken, TokenChance } from '../chat/messages/chatTypes';
import type { ParameterOffer } from '../chat/parameters/offers';
import type { AnswerNode } from './session/sessionSchema';
import type { TokenMap } from './tokenMap';

// Questions of the page about the tokens of an answer: how likely each was, and which others could stand in its place.

const logprob = v.pipe(v.number(), v.maxValue(0));

/** Checks the numbers of all tokens of a long answer one by one in a simple way, as the page has little time. */
const numbers = <T>(isOne: (value: unknown) => boolean) =>
  v.custom<readonly T[]>((value) => Array.isArray(value) && value.every(isOne));

/**
 * The tokens of an answer, mapped to its text. `none`: they were not asked for, the model refuses such a request
 * (`note` says so), it returned none, or they are not kept any more.
 */
const tokenView = v.variant('state', [
  v.object({
    state: v.literal('known'),
    /** UTF-16 code units before the first token, which were given to the model. */
    start: count,
    /**
     * UTF-16 code units of each piece of the text, and the logarithm of its probability; `null` where that is not
     * known.
     */
    lengths: numbers<number>((value) => Number.isSafeInteger(value) && Number(value) >= 0),
    logprobs: numbers<number | null>((value) => value === null || (typeof value === 'number' && value <= 0)),
    /** Whether the model can continue from another token. */
    continues: v.boolean(),
  }),
  v.object({
    state: v.literal('none'),
    why: v.picklist(['not-asked', 'refused', 'not-given', 'not-kept']),
    note: v.exactOptional(shortText),
  }),
]);
export type AnswerTokensView = Frozen<v.InferOutput<typeof tokenView>>;
export type KnownTokens = Extract<AnswerTokensView, { state: 'known' }>;

const chance = v.object({ text: shortText, logprob });
/** The tokens of a piece of the text, with their alternatives. `starts`: an answer can continue from it. */
const tokensAt = v.array(
  v.object({ ...chance.entries, top: v.array(v.object({ ...chance.entries, starts: v.boolean() })) }),
);
export type TokensAt = Frozen<v.InferOutput<typeof tokensAt>>;

export const tokenAnswers = { tokens: tokenView, tokensAt };

const place = { answerId: shortText, at: count };

export const tokenQuestions = [
  v.object({ type: v.literal('tokens'), request, answerId: shortText }),
  v.object({ type: v.literal('tokensAt'), request, ...place }),
  /** Lets the model of an answer go on from an alternative in place of a token. The new answer becomes a sibling. */
  v.object({ type: v.literal('continueFrom'), column: shortText, ...place, alternative: count }),
] as const;

/** Facts about the model of an answer at the provider that was asked. */
interface OfModel {
  /** The parameters that it takes, or is known to refuse. */
  readonly offers: readonly ParameterOffer[];
  /** Whether the model continues the start of an answer. */
  readonly continues: boolean;
  /** The reason why the model returns no log probabilities, where one is known. */
  readonly lacks?: string | undefined;
}

export function tokenViewOf(
  { target }: AnswerNode,
  map: TokenMap | undefined,
  { offers, continues, lacks }: OfModel,
): AnswerTokensView {
  if (map?.cells.some(({ tokens }) => tokens.length > 0)) {
    const { start, cells } = map;
    return {
      ...{ state: 'known', start, continues },
      lengths: cells.map(({ length }) => length),
      logprobs: cells.map(({ tokens }) => (tokens.length === 0 ? null : sumOf(tokens))),
    };
  }
  const isAsked = samplingPieces(target.sampling ?? '').some(([name]) => name === 'logprobs');
  if (isAsked) return { state: 'none', why: map ? 'not-given' : 'not-kept' };
  const offer = offers.find(({ name }) => name === 'logprobs');
  if (offer && offer.isRefused !== true) return { state: 'none', why: 'not-asked' };
  const note = offer?.note ?? lacks;
  return { state: 'none', why: 'refused', ...(note !== undefined && { note }) };
}

/** Rounds to four digits, as the page shows three. */
const sumOf = (tokens: readonly TokenChance[]): number =>
  rounded(tokens.reduce((sum, token) => sum + token.logprob, 0));
const rounded = (value: number): number => Number(value.toPrecision(4));

export const tokensAtPlace = ({ cells }: TokenMap, at: number): TokensAt =>
  (cells[at]?.tokens ?? []).map(({ text, logprob, top }, _i, all) => ({
    ...{ text, logprob: rounded(logprob) },
    top: top.map((one) => ({
      ...{ text: one.text, logprob: rounded(one.logprob) },
      starts: all.length === 1 && canStart(one, text),
    })),
  }));

/**
 * Returns the start of an answer with an alternative at that place; `undefined` where an answer cannot continue from
 * it.
 */
export function startWith(
  text: string,
  { start, cells }: TokenMap,
  at: number,
  alternative: number,
): string | undefined {
  const tokens: readonly ChosenToken[] = cells[at]?.tokens ?? [];
  const other = tokens[0]?.top[alternative];
  if (tokens.length !== 1 || !other || !canStart(other, tokens[0]!.text)) return undefined;
  const before = cells.slice(0, at).reduce((sum, { length }) => sum + length, start);
  return text.slice(0, before) + other.text;
}

/** Matches special tokens. These are no text, and neither is half a character. */
const mark = /^(?:<\|.*\|>|<\/?(?:s|eos|bos|pad|unk)>|<(?:start|end)_of_turn>|\[\/?INST\])$/;

const canStart = ({ text, bytes }: TokenChance, chosen: string): boolean =>
  text !== '' && text !== chosen && bytes === undefined && !text.includes('\uFFFD') && !mark.test(text);
