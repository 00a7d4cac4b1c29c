import * as v from 'valibot';
import type { GenericSchema, InferOutput } from 'valibot';
import type { SessionEvent, Session } from './session';

// Messages between the extension host and the playground page. Each end checks what arrives: a message that is not of
// this form is dropped and logged. The page says `ready` and gets a snapshot; after it come events with numbers, and a
// gap in the numbers makes the page say `ready` again.

/** Characters (UTF-16 code units): more than any context window, less than what makes a message dangerous. */
const longest = 32_000_000;
const text = v.pipe(v.string(), v.maxLength(longest));
const shortText = v.pipe(v.string(), v.maxLength(2_000));
const count = v.pipe(v.number(), v.finite(), v.minValue(0));

const draft = v.object({
  providerId: v.nullable(shortText),
  model: shortText,
  system: text,
  message: text,
  temperature: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(2))),
  maxOutputTokens: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000))),
});

const errorAction = v.picklist(['retry', 'set-key', 'choose-model', 'edit-provider', 'test-connection']);

const errorView = v.object({
  kind: v.picklist([
    'missing-key',
    'wrong-key',
    'forbidden',
    'unknown-model',
    'bad-request',
    'rate-limited',
    'server-error',
    'not-a-chat-api',
    'empty',
    'cut-off',
    'stalled',
    'malformed',
    'unreachable',
    'invalid-url',
    'in-stream',
    'interrupted',
    'unexpected',
  ]),
  message: text,
  advice: text,
  actions: v.array(errorAction),
});

const answerFields = {
  finishReason: v.exactOptional(v.picklist(['stop', 'length', 'content-filter', 'tool-calls', 'other'])),
  usage: v.exactOptional(
    v.object({
      inputTokens: count,
      outputTokens: count,
      reasoningTokens: v.exactOptional(count),
      cachedInputTokens: v.exactOptional(count),
    }),
  ),
  firstTokenMs: v.exactOptional(count),
  durationMs: v.exactOptional(count),
  cost: v.exactOptional(
    v.variant('known', [
      v.object({ known: v.literal(true), usd: count, checked: shortText, note: v.exactOptional(shortText) }),
      v.object({ known: v.literal(false), reason: shortText }),
    ]),
  ),
  error: v.exactOptional(errorView),
};

const turn = v.object({
  id: shortText,
  providerId: shortText,
  providerName: shortText,
  host: shortText,
  model: shortText,
  system: text,
  message: text,
  temperature: v.nullable(v.number()),
  maxOutputTokens: v.nullable(v.number()),
  answer: v.object({
    status: v.picklist(['streaming', 'done', 'stopped', 'failed']),
    text,
    reasoning: text,
    ...answerFields,
  }),
});

/** What a stored session has to look like; also what a snapshot carries. */
export const sessionSchema: GenericSchema<unknown, Session> = v.object({ turns: v.array(turn), draft });

const sessionEvent: GenericSchema<unknown, SessionEvent> = v.variant('type', [
  v.object({ type: v.literal('draftChanged'), draft }),
  v.object({ type: v.literal('turnStarted'), turn }),
  v.object({ type: v.literal('answerGrew'), turnId: shortText, text, reasoning: text }),
  v.object({
    type: v.literal('answerEnded'),
    turnId: shortText,
    end: v.object({ status: v.picklist(['done', 'stopped', 'failed']), ...answerFields }),
  }),
  v.object({ type: v.literal('sessionReplaced'), session: sessionSchema }),
]);

/** A provider as the page sees it: never its key. `models` are suggestions; any id can be typed. */
const providerView = v.object({
  id: shortText,
  name: shortText,
  /** Host and port that a prompt goes to; the base URL as written when it is not a valid one. */
  host: shortText,
  /** Loopback: a prompt does not leave the machine. */
  local: v.boolean(),
  needsKey: v.boolean(),
  hasKey: v.boolean(),
  models: v.array(shortText),
  /** The list came from the provider itself, not from the catalog. */
  modelsFromProvider: v.boolean(),
});
export type ProviderView = InferOutput<typeof providerView>;

const presetView = v.object({ id: shortText, name: shortText, note: shortText });
export type PresetView = InferOutput<typeof presetView>;

export const toPage = v.variant('type', [
  v.object({
    type: v.literal('snapshot'),
    /** Number of the last event that the session contains. */
    seq: count,
    session: sessionSchema,
    providers: v.array(providerView),
    presets: v.array(presetView),
  }),
  v.object({ type: v.literal('event'), seq: count, event: sessionEvent }),
  v.object({ type: v.literal('providers'), providers: v.array(providerView) }),
  /** Puts the keyboard focus into the message field. */
  v.object({ type: v.literal('focusMessage') }),
]);
export type ToPage = InferOutput<typeof toPage>;

export const fromPage = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('draft'), draft }),
  v.object({ type: v.literal('send'), draft }),
  v.object({ type: v.literal('stop') }),
  v.object({ type: v.literal('retry'), turnId: shortText }),
  v.object({ type: v.literal('clear') }),
  v.object({ type: v.literal('copy'), turnId: shortText }),
  v.object({ type: v.literal('copyText'), text }),
  v.object({ type: v.literal('openLink'), url: v.pipe(v.string(), v.maxLength(8_000)) }),
  v.object({ type: v.literal('addProvider'), preset: v.nullable(shortText) }),
  v.object({ type: v.literal('setKey'), providerId: shortText }),
  v.object({ type: v.literal('loadModels'), providerId: shortText }),
  v.object({ type: v.literal('errorAction'), turnId: shortText, action: errorAction }),
  /** Something broke in the page: for the log. */
  v.object({ type: v.literal('pageError'), message: text }),
]);
export type FromPage = InferOutput<typeof fromPage>;

/** The message, or `undefined` with the reason given to `onInvalid`. */
export function parseMessage<T>(schema: GenericSchema<unknown, T>, value: unknown, onInvalid: (why: string) => void) {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  onInvalid(v.summarize(result.issues));
  return undefined;
}
