import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { replies } from '../base/rpc/ask';
import { fromEveryPage } from '../base/rpc/everyPage';
import type { Told } from '../base/rpc/everyPage';
import { pagePlace } from './address';
import { fromModelPage, toModelPage } from './modelMessages';
import { pageSchema } from './page';

// Messages between the extension host and the page of the glossary card. The page says `ready` and is told `start`; what it
// shows is the host's.

const text = v.pipe(v.string(), v.maxLength(8_000));

export const toCard = v.variant('type', [
  ...replies,
  ...toModelPage,
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
]);
/** Besides the answers to questions. */
export type ToCard = Told<Frozen<v.InferOutput<typeof toCard>>>;
export type ShownCard = Extract<ToCard, { readonly type: 'card' }>;

export const fromCard = v.variant('type', [
  ...fromEveryPage,
  ...fromModelPage,
  v.object({ type: v.literal('ready') }),
  /** A link: of a term the card, of all else the page. */
  v.object({ type: v.literal('follow'), place: pagePlace }),
  v.object({ type: v.literal('back') }),
  v.object({ type: v.literal('know'), termId: text, isKnown: v.boolean() }),
  v.object({ type: v.literal('explain') }),
  /** Back into the editor. */
  v.object({ type: v.literal('leave') }),
]);
export type FromCard = Frozen<v.InferOutput<typeof fromCard>>;
