import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { replies } from '../base/rpc/ask';
import { fromEveryPage } from '../base/rpc/everyPage';
import type { Told } from '../base/rpc/everyPage';
import { pagePlace } from './address';
import { fromModelPage, toModelPage } from './modelMessages';
import { pageSchema } from './page';

// Messages between the extension host and the page of the glossary card. The page sends `ready` and receives `start`. The
// host decides what the page shows.

const text = v.pipe(v.string(), v.maxLength(8_000));

export const toCard = v.variant('type', [
  ...replies,
  ...toModelPage,
  /** Words of the page in the user's language, by id. */
  v.object({ type: v.literal('start'), strings: v.record(text, text) }),
  v.object({
    type: v.literal('card'),
    page: pageSchema,
    /** The term that the card explains, and whether the reader has said that they know it. */
    term: v.optional(v.object({ id: text, isKnown: v.boolean() })),
    /** Whether the term stands at the cursor, so that the card can say why it is shown. */
    isAtCursor: v.boolean(),
    /** The title of the card that Back leads to. */
    back: v.optional(text),
    /** Whether the reader followed a link in the card, so that the focus moves along. */
    takesFocus: v.boolean(),
  }),
  v.object({ type: v.literal('empty') }),
  v.object({ type: v.literal('takeFocus') }),
]);
/** The messages to the card, except for the answers to its requests. */
export type ToCard = Told<Frozen<v.InferOutput<typeof toCard>>>;
export type ShownCard = Extract<ToCard, { readonly type: 'card' }>;

export const fromCard = v.variant('type', [
  ...fromEveryPage,
  ...fromModelPage,
  v.object({ type: v.literal('ready') }),
  /** Follows a link: a term opens as a card, all else as a page. */
  v.object({ type: v.literal('follow'), place: pagePlace }),
  v.object({ type: v.literal('back') }),
  v.object({ type: v.literal('know'), termId: text, isKnown: v.boolean() }),
  v.object({ type: v.literal('explain') }),
  /** Returns the focus to the editor. */
  v.object({ type: v.literal('leave') }),
]);
export type FromCard = Frozen<v.InferOutput<typeof fromCard>>;
