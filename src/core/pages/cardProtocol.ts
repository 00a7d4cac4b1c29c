import * as v from 'valibot';
import { pagePlace } from './address';
import { pageSchema } from './page';
import type { Frozen } from './page';

// Messages between the extension host and the page of the glossary card. The page says `ready` and is told `start`; what it
// shows is the host's.

const text = v.pipe(v.string(), v.maxLength(8_000));

export const toCard = v.variant('type', [
  /** Words of the page in the user's language, by id. */
  v.object({ type: v.literal('start'), strings: v.record(text, text) }),
  v.object({
    type: v.literal('card'),
    page: pageSchema,
    /** The term that it explains, and whether the reader has said that they know it. */
    term: v.optional(v.object({ id: text, isKnown: v.boolean() })),
    /** It stands where the cursor is, so that it can be said why it is shown. */
    isAtCursor: v.boolean(),
    /** The title of the card that Back leads to. */
    back: v.optional(text),
    /** The reader went there in the card, so the focus goes along. */
    takesFocus: v.boolean(),
  }),
  v.object({ type: v.literal('empty') }),
  v.object({ type: v.literal('takeFocus') }),
  /** Id of the model that the token counter counts for. */
  v.object({ type: v.literal('counterModel'), modelId: v.string() }),
]);
export type ToCard = Frozen<v.InferOutput<typeof toCard>>;
export type ShownCard = Extract<ToCard, { readonly type: 'card' }>;

export const fromCard = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** A link: of a term the card, of all else the page. */
  v.object({ type: v.literal('follow'), place: pagePlace }),
  v.object({ type: v.literal('back') }),
  v.object({ type: v.literal('know'), termId: text, isKnown: v.boolean() }),
  v.object({ type: v.literal('explain') }),
  /** Back into the editor. */
  v.object({ type: v.literal('leave') }),
  v.object({ type: v.literal('openLink'), url: text }),
  v.object({ type: v.literal('useInCounter'), modelId: text }),
  v.object({ type: v.literal('openInPlayground'), modelId: text }),
  v.object({ type: v.literal('copyText'), text: v.string() }),
  /** Something broke in the page: for the log. */
  v.object({ type: v.literal('pageError'), message: v.string() }),
]);
export type FromCard = Frozen<v.InferOutput<typeof fromCard>>;
