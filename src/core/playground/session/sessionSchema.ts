import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { errorActions, errorViewKinds } from '../../chat/messages/errors';
import { dialectIds, finishReasons } from '../../chat/messages/types';

// What a session consists of. The types are inferred from the schemas: the file, the host and the page cannot drift apart.
// Parts, usage and errors have the shape of core/chat.

/** Characters (UTF-16 code units) of one text: more than any context window, less than what makes a message dangerous. */
export const maxTextLength = 32_000_000;
const maxShortTextLength = 2_000;
/** Tokens, milliseconds, dates: far above all that is real, far below where sums lose digits. */
const largestCount = 1e15;
const maxTokens = 1e12;

export const text = v.pipe(v.string(), v.maxLength(maxTextLength));
export const shortText = v.pipe(v.string(), v.maxLength(maxShortTextLength));
export const count = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(largestCount));
const tokens = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(maxTokens));
const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));

const opaque = v.object({
  dialect: v.picklist(dialectIds),
  json: text,
});
export type Opaque = Frozen<v.InferOutput<typeof opaque>>;

const blobFields = { blob: shortText, mediaType: shortText, name: v.exactOptional(shortText) };
const leafParts = [
  v.object({ type: v.literal('text'), text }),
  v.object({ type: v.literal('reasoning'), text, opaque: v.exactOptional(opaque) }),
  v.object({ type: v.literal('image'), ...blobFields }),
  v.object({ type: v.literal('file'), ...blobFields }),
  v.object({
    type: v.literal('tool-call'),
    id: shortText,
    name: shortText,
    input: text,
    opaque: v.exactOptional(opaque),
  }),
] as const;

/** What a tool gave back holds parts itself, but no further results. */
const part = v.variant('type', [
  ...leafParts,
  v.object({
    type: v.literal('tool-result'),
    callId: shortText,
    parts: v.array(v.variant('type', leafParts)),
    isError: v.exactOptional(v.boolean()),
  }),
]);
export type StoredPart = Frozen<v.InferOutput<typeof part>>;

export const errorAction = v.picklist(errorActions);

const errorView = v.object({
  kind: v.picklist(errorViewKinds),
  message: text,
  advice: text,
  actions: v.array(errorAction),
});

const usage = v.object({
  inputTokens: tokens,
  outputTokens: tokens,
  reasoningTokens: v.exactOptional(tokens),
  cachedInputTokens: v.exactOptional(tokens),
  cacheWriteTokens: v.exactOptional(tokens),
  cacheWrites: v.exactOptional(
    v.object({
      '5m': v.exactOptional(tokens),
      '30m': v.exactOptional(tokens),
      '1h': v.exactOptional(tokens),
      '12h': v.exactOptional(tokens),
      '24h': v.exactOptional(tokens),
    }),
  ),
  tier: v.exactOptional(shortText),
});

const usd = v.pipe(v.number(), v.finite(), v.minValue(0));
const costLine = v.object({ label: shortText, tokens, rate: v.exactOptional(usd), usd: v.exactOptional(usd) });
const reasons = v.pipe(v.array(shortText), v.maxLength(20));

/** A `UsageCost`. */
const cost = v.variant('known', [
  v.object({
    known: v.literal(true),
    usd,
    lines: v.pipe(v.array(costLine), v.maxLength(20)),
    because: v.exactOptional(reasons),
    unknown: v.exactOptional(reasons),
    checked: shortText,
    note: v.exactOptional(shortText),
  }),
  v.object({ known: v.literal(false), reason: shortText }),
]);

/** What is known of an answer besides its parts. */
export const answerFacts = {
  finishReason: v.exactOptional(v.picklist(finishReasons)),
  usage: v.exactOptional(usage),
  firstTokenMs: v.exactOptional(count),
  durationMs: v.exactOptional(count),
  cost: v.exactOptional(cost),
  error: v.exactOptional(errorView),
};
/** The usage as the provider sent it, as JSON: kept in the file, not sent to the page. */
const usageReceived = v.exactOptional(v.pipe(v.string(), v.maxLength(8_000)));

/** How tokens are drawn besides, as `parseSampling` reads it. */
const sampling = v.pipe(v.string(), v.maxLength(500));

/** Whom an answer was asked of, and how. `null` leaves a parameter to the provider. */
const target = v.object({
  providerId: shortText,
  providerName: shortText,
  host: shortText,
  /** Scheme, host and port; empty where it could not be read. */
  origin: shortText,
  model: shortText,
  temperature: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(2))),
  maxOutputTokens: v.nullable(tokens),
  /** As it was typed, where the model takes it. */
  sampling: v.exactOptional(sampling),
});
export type Target = Frozen<v.InferOutput<typeof target>>;

const line = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Where a prompt was taken from: an address, start line, start column, end line, end column, a hash of the text. */
const origin = v.object({ uri: shortText, range: v.tuple([line, line, line, line]), sha256: shortText });

export type Origin = Frozen<v.InferOutput<typeof origin>>;

const nodeFields = { id: shortText, parent: v.nullable(shortText), at: count };
const promptNode = v.object({
  ...nodeFields,
  kind: v.literal('prompt'),
  system: text,
  parts: v.array(part),
  origin: v.exactOptional(origin),
});
const answerNode = v.object({
  ...nodeFields,
  kind: v.literal('answer'),
  target,
  parts: v.array(part),
  status: v.picklist(['streaming', 'done', 'stopped', 'failed']),
  ...answerFacts,
  usageReceived,
});
export type PromptNode = Frozen<v.InferOutput<typeof promptNode>>;
export type AnswerNode = Frozen<v.InferOutput<typeof answerNode>>;
export type SessionNode = PromptNode | AnswerNode;

const answerEnd = v.object({ status: v.picklist(['done', 'stopped', 'failed']), ...answerFacts, usageReceived });
export type RecordedEnd = Frozen<v.InferOutput<typeof answerEnd>>;

/** What the user is composing. `null` leaves a parameter to the provider. */
export const draft = v.object({
  providerId: v.nullable(shortText),
  model: shortText,
  system: text,
  message: text,
  temperature: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(2))),
  /** Tokens. */
  maxOutputTokens: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000))),
  sampling: v.exactOptional(sampling),
  /** Where the selection stands that was put into the message. `null`: it is no longer in it. */
  origin: v.exactOptional(v.nullable(origin)),
});
export type Draft = Frozen<v.InferOutput<typeof draft>>;

/** A draft as an event: without a system prompt, which may be a megabyte, where that is the one before. */
const draftChange = v.object({ ...draft.entries, system: v.exactOptional(text) });

/** The column that every session begins with. */
export const firstColumnId = 'first';

/** One leaf of the tree: the path to it is a conversation. */
const columnEnd = v.object({ id: shortText, leaf: v.nullable(shortText) });
export type ColumnEnd = Frozen<v.InferOutput<typeof columnEnd>>;

export const sessionTitle = v.pipe(v.string(), v.maxLength(200));

/** All that can happen to a session: what the file holds, and what its state is made from. */
export const sessionEvent = v.variant('type', [
  v.object({ type: v.literal('titled'), title: sessionTitle }),
  /** `column`: that whose draft it is; without it, the first. */
  v.object({ type: v.literal('draftChanged'), draft: draftChange, column: v.exactOptional(shortText) }),
  v.object({ type: v.literal('nodeAdded'), node: v.variant('kind', [promptNode, answerNode]) }),
  v.object({ type: v.literal('partStarted'), node: shortText, index, part }),
  v.object({ type: v.literal('partGrew'), node: shortText, index, text }),
  v.object({ type: v.literal('partEnded'), node: shortText, index, opaque: v.exactOptional(opaque) }),
  v.object({ type: v.literal('answerEnded'), node: shortText, end: answerEnd }),
  v.object({ type: v.literal('columnSet'), column: columnEnd }),
  v.object({ type: v.literal('columnRemoved'), id: shortText }),
]);
export type SessionEvent = Frozen<v.InferOutput<typeof sessionEvent>>;

export const emptyDraft: Draft = {
  providerId: null,
  model: '',
  system: '',
  message: '',
  temperature: null,
  maxOutputTokens: null,
  sampling: '',
};
