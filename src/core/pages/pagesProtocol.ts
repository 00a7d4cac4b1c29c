import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { replies, request } from '../base/rpc/ask';
import { fromEveryPage } from '../base/rpc/everyPage';
import type { Told } from '../base/rpc/everyPage';
import { pageAddress, pagePlace } from './address';
import { fromModelPage, toModelPage } from './modelMessages';
import { wordAnswers, wordFromPage, wordToPage } from '../glossary/cards/wordQuestion';
import { pageSchema } from './page';

// Messages between the extension host and the page of the pages. Each end checks what arrives. The page says `ready`, is told
// `start`, and asks with `load` for what it shows. Where it has been is its own: see `pageState`.

const text = v.pipe(v.string(), v.maxLength(8_000));

/** There is no such page (any more), or it failed. */
const missing = v.object({
  kind: v.literal('missing'),
  title: text,
  message: text,
  /** Words of a button that makes the report again. */
  again: v.optional(text),
  /** Pages to go on with. */
  instead: v.optional(v.array(v.object({ place: pagePlace, title: text }))),
});
const loaded = v.variant('kind', [v.object({ kind: v.literal('page'), page: pageSchema }), missing]);
export type LoadedPage = Frozen<v.InferOutput<typeof loaded>>;
export type MissingPage = Frozen<v.InferOutput<typeof missing>>;

export const pagesAnswers = { ...wordAnswers, load: loaded };

export const toPages = v.variant('type', [
  ...replies,
  ...wordToPage,
  ...toModelPage,
  v.object({
    type: v.literal('start'),
    /** Words of the page in the user's language, by id. */
    strings: v.record(text, text),
    /** Where to go now; without it the page is where it was. */
    show: v.optional(pagePlace),
    /** A report stands alone: no way back or forward. */
    alone: v.boolean(),
  }),
  v.object({ type: v.literal('show'), place: pagePlace }),
  v.object({ type: v.literal('changed') }),
  /** The user opened the tab and is still in it: the page takes the focus that VS Code gives to the tab alone. */
  v.object({ type: v.literal('takeFocus') }),
]);
/** Besides the answers to questions. */
export type ToPages = Told<Frozen<v.InferOutput<typeof toPages>>>;

export const fromPages = v.variant('type', [
  ...fromEveryPage,
  ...wordFromPage,
  ...fromModelPage,
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('load'), request, address: pageAddress }),
  /** The page that stands there now, which may be another than was asked for last; the tab is called by the title. */
  v.object({ type: v.literal('shown'), address: pageAddress, title: v.optional(text) }),
  /** From a report: opens another page, beside it. */
  v.object({ type: v.literal('openPage'), place: pagePlace }),
  /** A file that the host itself put into the report; `line` from 0. */
  v.object({
    type: v.literal('openFile'),
    uri: text,
    line: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
  v.object({ type: v.literal('makeAgain') }),
  /** The button of a `countOffer`. */
  v.object({ type: v.literal('countExactly') }),
  /** Opens a station of the lab, with that text in it. */
  v.object({ type: v.literal('openLab'), station: text, text }),
  /** Opens the playground with that prompt in the message field. Sending it is the user's. */
  v.object({ type: v.literal('openPrompt'), prompt: text }),
]);
export type FromPages = Frozen<v.InferOutput<typeof fromPages>>;
