import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { ENCODING_NAMES } from '../catalog/encodingName';
import { replies, request } from '../base/rpc/ask';
import { fromEveryPage } from '../base/rpc/everyPage';
import type { Told } from '../base/rpc/everyPage';
import { wordAnswers, wordFromPage, wordToPage } from '../glossary/cards/wordQuestion';
import { labPlace, labSettings, labText, maxText } from './labPlace';

// Messages between the extension host and the page of the lab. Each end checks what arrives. The page sends `ready`, and
// receives `start` and then the weights. Everything that the model does happens in the page.

const text = v.pipe(v.string(), v.maxLength(8_000));
const places = v.pipe(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), v.maxLength(maxText * 4));
const encoding = v.picklist(ENCODING_NAMES);

/** Number of the reader's texts that are kept while another one is shown. */
export const maxAside = 5;

/** The stored state of the lab: where it is, the settings of each station by its id, and how large it is shown. */
const labState = v.object({
  station: v.pipe(v.string(), v.maxLength(40)),
  text: labText,
  /** Whether `text` is the reader's own; without it each station shows its example. */
  isOwn: v.boolean(),
  /** Whether `text` came with a link or a selection, and the reader has not changed it. */
  isGiven: v.optional(v.boolean()),
  /** Texts that the reader wrote before another took their place, the latest first. */
  aside: v.optional(v.pipe(v.array(labText), v.maxLength(maxAside))),
  settings: v.record(v.string(), labSettings),
  large: v.boolean(),
});
export type LabState = Readonly<v.InferOutput<typeof labState>>;

/** Reads the stored state of the lab; `undefined` if it is not valid. */
export function readLabState(stored: unknown): LabState | undefined {
  const parsed = v.safeParse(labState, stored);
  return parsed.success ? parsed.output : undefined;
}

/** A text in one encoding: ids, and where the characters of each token begin and end (UTF-16 code units). */
const encodedText = v.object({ encoding, ids: places, starts: places, ends: places });
export type EncodedText = Frozen<v.InferOutput<typeof encodedText>>;

export const labAnswers = {
  ...wordAnswers,
  /** The encoded texts, in the order of the request. */
  encode: v.array(encodedText),
};

export const toLab = v.variant('type', [
  ...replies,
  ...wordToPage,
  v.object({
    type: v.literal('start'),
    /** Words of the page in the user's language, by id. */
    strings: v.record(text, text),
    /** The terms of the glossary, for the map of words. */
    terms: v.array(v.object({ id: v.string(), name: v.string() })),
    /** The state in which the lab was last left in this workspace. */
    left: v.optional(labState),
    /** The place to show now. */
    show: v.optional(labPlace),
  }),
  v.object({ type: v.literal('show'), place: labPlace }),
  /** The file of the built-in model. */
  v.object({ type: v.literal('weights'), bytes: v.instance(Uint8Array) }),
  v.object({ type: v.literal('weightsFailed'), message: text }),
  /** The link or the picture was copied to the clipboard, or the picture was saved to a file. */
  v.object({ type: v.literal('copied'), what: v.picklist(['link', 'svg', 'file']) }),
]);
/** The messages to the lab, except for the answers to its requests. */
export type ToLab = Told<v.InferOutput<typeof toLab>>;

export const fromLab = v.variant('type', [
  ...fromEveryPage,
  ...wordFromPage,
  v.object({ type: v.literal('ready') }),
  /** Asks for the weights again, after they could not be read. */
  v.object({ type: v.literal('loadWeights') }),
  v.object({ type: v.literal('encode'), request, text: labText, encodings: v.pipe(v.array(encoding), v.maxLength(8)) }),
  v.object({ type: v.literal('keep'), state: labState }),
  v.object({ type: v.literal('copyLink'), place: labPlace }),
  /** A picture as the text of an SVG. */
  v.object({ type: v.literal('copySvg'), svg: v.pipe(v.string(), v.maxLength(4_000_000)) }),
  /** A picture for a file, where the clipboard takes none. */
  v.object({ type: v.literal('savePng'), bytes: v.instance(Uint8Array) }),
  v.object({ type: v.literal('showLog') }),
]);
export type FromLab = v.InferOutput<typeof fromLab>;
