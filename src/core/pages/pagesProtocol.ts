import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { replies, request } from '../base/rpc/ask';
import { fromEveryPage } from '../base/rpc/everyPage';
import type { Told } from '../base/rpc/everyPage';
import { pageAddress, pagePlace } from './address';
import { fromModelPage, toModelPage } from './modelMessages';
import { wordAnswers, wordFromPage, wordToPage } from '../glossary/cards/wordQuestion';
import { pageSchema } from './page';

// Messages between the extension host and the webview that shows pages. Each end checks what arrives. The webview sends
// `ready`, receives `start`, and asks with `load` for what it shows. It keeps its own history: see `pageState`.

const text = v.pipe(v.string(), v.maxLength(8_000));

/** The reply if there is no such page (any more), or if making it failed. */
const missing = v.object({
  kind: v.literal('missing'),
  title: text,
  message: text,
  /** The label of a button that makes the report again. */
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
    /** The page to show now. Without it, the webview shows the page where it was. */
    show: v.optional(pagePlace),
    /** Whether the page stands alone, as a report does: there is no way back or forward. */
    alone: v.boolean(),
  }),
  v.object({ type: v.literal('show'), place: pagePlace }),
  v.object({ type: v.literal('changed') }),
  /** The user opened the tab and is still in it. The page takes the focus, which VS Code gives only to the tab. */
  v.object({ type: v.literal('takeFocus') }),
]);
/** The messages to the pages, except for the answers to their requests. */
export type ToPages = Told<Frozen<v.InferOutput<typeof toPages>>>;

export const fromPages = v.variant('type', [
  ...fromEveryPage,
  ...wordFromPage,
  ...fromModelPage,
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('load'), request, address: pageAddress }),
  /** The page that is shown now, which may be another than the one last asked for. The tab gets its title. */
  v.object({ type: v.literal('shown'), address: pageAddress, title: v.optional(text) }),
  /** Opens another page beside a report. */
  v.object({ type: v.literal('openPage'), place: pagePlace }),
  /** Opens a file that the host itself put into the report; `line` from 0. */
  v.object({
    type: v.literal('openFile'),
    uri: text,
    line: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
  v.object({ type: v.literal('makeAgain') }),
  /** The button of a `countOffer` was pressed. */
  v.object({ type: v.literal('countExactly') }),
  /** Opens a station of the lab with `text`. */
  v.object({ type: v.literal('openLab'), station: text, text }),
  /** Opens the playground with `prompt` in the message field. Only the user sends it. */
  v.object({ type: v.literal('openPrompt'), prompt: text }),
]);
export type FromPages = Frozen<v.InferOutput<typeof fromPages>>;
