import * as v from 'valibot';
import { pageAddress, pagePlace } from './address';
import { wordFromPage, wordToPage } from '../glossary/cards/wordQuestion';
import { pageSchema } from './page';
import type { Frozen } from './page';

// Messages between the extension host and the page of the pages. Each end checks what arrives. The page says `ready`, is told
// `start`, and asks with `load` for what it shows. Where it has been is its own: see `pageState`.

const text = v.pipe(v.string(), v.maxLength(8_000));

export const toPages = v.variant('type', [
  ...wordToPage,
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
  /** The answer to `load`. */
  v.object({ type: v.literal('page'), address: pageAddress, page: pageSchema }),
  /** The other answer: there is no such page (any more), or it failed. */
  v.object({
    type: v.literal('missing'),
    address: pageAddress,
    title: text,
    message: text,
    /** Words of a button that makes the report again. */
    again: v.optional(text),
    /** Pages to go on with. */
    instead: v.optional(v.array(v.object({ place: pagePlace, title: text }))),
  }),
  /** The user opened the tab and is still in it: the page takes the focus that VS Code gives to the tab alone. */
  v.object({ type: v.literal('takeFocus') }),
  /** Id of the model that the token counter counts for; comes after a page of models, and with every change. */
  v.object({ type: v.literal('counterModel'), modelId: v.string() }),
]);
export type ToPages = Frozen<v.InferOutput<typeof toPages>>;

export const fromPages = v.variant('type', [
  ...wordFromPage,
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('load'), address: pageAddress }),
  /** What stands there now, which may be another than was asked for last; the tab is called by the title. */
  v.object({ type: v.literal('shown'), address: pageAddress, title: v.optional(text) }),
  /** From a report: opens another page, beside it. */
  v.object({ type: v.literal('openPage'), place: pagePlace }),
  v.object({ type: v.literal('openLink'), url: text }),
  /** A file that the host itself put into the report; `line` from 0. */
  v.object({
    type: v.literal('openFile'),
    uri: text,
    line: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
  v.object({ type: v.literal('makeAgain') }),
  /** The button of a `countOffer`. */
  v.object({ type: v.literal('countExactly') }),
  v.object({ type: v.literal('useInCounter'), modelId: text }),
  v.object({ type: v.literal('openInPlayground'), modelId: text }),
  /** Opens a station of the lab, with that text in it. */
  v.object({ type: v.literal('openLab'), station: text, text }),
  /** Opens the playground with that prompt in the message field. Sending it is the user's. */
  v.object({ type: v.literal('openPrompt'), prompt: text }),
  v.object({ type: v.literal('copyText'), text: v.string() }),
  /** Something broke in the page: for the log. */
  v.object({ type: v.literal('pageError'), message: v.string() }),
]);
export type FromPages = Frozen<v.InferOutput<typeof fromPages>>;
