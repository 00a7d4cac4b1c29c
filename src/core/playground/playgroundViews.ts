import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { capabilities } from '../chat/backend';
import type { Locality, Location } from '../chat/providers/location';
import { count, shortText, text } from '../chat/messages/chatTypes';
import { draft, sessionTitle } from './session/sessionSchema';
import { grownCall } from './session/grownCall';
import { turnHead } from './session/turnHeads';

// What the playground page shows of a session and of providers, as playgroundProtocol.ts sends it.

/** Whether this window may change the session; if not, why. */
const access = v.variant('mode', [
  v.object({ mode: v.literal('write') }),
  v.object({
    mode: v.literal('read'),
    reason: v.picklist(['other-window', 'newer-version', 'lost-lock']),
    /** Time at which the session was read, in ms since 1970. */
    asOf: count,
  }),
]);
export type AccessView = Frozen<v.InferOutput<typeof access>>;

/** A provider as the page sees it: never its key. `models` are suggestions; any id can be typed. */
export const providerView = v.object({
  id: shortText,
  name: shortText,
  /** Host and port that a prompt goes to; empty where it goes nowhere. */
  host: shortText,
  place: v.picklist(['this-machine', 'remote-machine', 'elsewhere'] satisfies Locality[]),
  needsKey: v.boolean(),
  /** Whether requests go to a host, are answered here, or are sent by another extension. */
  kind: v.picklist(['here', 'host', 'vendor'] satisfies Location['kind'][]),
  /** Whether the user has set it up. */
  isOwn: v.boolean(),
  /** Whether it is available without setup, and asked only where there is no other provider. */
  isStandIn: v.boolean(),
  can: capabilities,
  hasKey: v.boolean(),
  models: v.array(shortText),
  /** Whether the list came from the provider itself and not from the catalog. */
  modelsFromProvider: v.boolean(),
});
export type ProviderView = Frozen<v.InferOutput<typeof providerView>>;

/** State of a request for the models of a provider, as shown where it was made. */
export const modelListState = v.variant('status', [
  v.object({ status: v.literal('loading') }),
  v.object({ status: v.literal('listed'), count }),
  /** The user did not want to wait. */
  v.object({ status: v.literal('left') }),
  v.object({ status: v.literal('failed'), message: text, advice: text, wantsKey: v.boolean() }),
]);
export type ModelListState = Frozen<v.InferOutput<typeof modelListState>>;

/**
 * Number of the page's last edit of a draft. The drafts of all columns share one sequence. With each draft, the host
 * returns the last edit that it knew when it made or changed that draft. Later edits in the page are the user's.
 */
export const edit = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Id of a column. */
export const column = shortText;

/** One path of a session: its turns, and what is composed below them. */
const columnView = v.object({ id: column, draft, edit, turns: v.array(turnHead) });
export type ColumnSnapshot = Frozen<v.InferOutput<typeof columnView>>;

export const sessionView = v.object({ id: shortText, title: sessionTitle, access, columns: v.array(columnView) });

/** Changes to what a page shows, applied in the order of their numbers. */
export const pageEvent = v.variant('type', [
  /** `session` is the session that the draft belongs to. */
  v.object({ type: v.literal('draft'), session: shortText, column, draft, edit }),
  v.object({ type: v.literal('title'), title: sessionTitle }),
  v.object({ type: v.literal('access'), access }),
  /** The turns of a column have changed. With `isEnd`, the turns before these stay. */
  v.object({ type: v.literal('turns'), column, turns: v.array(turnHead), isEnd: v.exactOptional(v.literal(true)) }),
  v.object({ type: v.literal('turnChanged'), column, head: turnHead }),
  /** Text to append to the reasoning and the text of an answer, or to one of its tool calls. */
  v.object({
    ...{ type: v.literal('answerGrew'), column, answerId: shortText, reasoning: text, text },
    call: v.exactOptional(grownCall),
  }),
]);
export type PageEvent = Frozen<v.InferOutput<typeof pageEvent>>;
