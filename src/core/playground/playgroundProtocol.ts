import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { replies, request } from '../base/rpc/ask';
import { fromEveryPage } from '../base/rpc/everyPage';
import type { Told } from '../base/rpc/everyPage';
import { wordAnswers, wordFromPage, wordToPage } from '../glossary/cards/wordQuestion';
import { referenceCard } from './reference/referenceSchema';
import { chosen, draftEdit } from './draftEdit';
import { errorAction } from '../chat/messages/errors';
import { overflow } from '../chat/overflow';
import { parameterOffer } from '../chat/parameters/offers';
import { blobName, count, shortText, text } from '../chat/messages/chatTypes';
import { schemaAnswers, schemaFromPage } from './schemaQuestions';
import { attachment, draft, maxAttachments } from './session/sessionSchema';
import { turnBody } from './session/turnHeads';
import { fileFacts } from '../chat/fileFactsSchema';
import { requestSize } from './requestSizeSchema';
import { column, edit, modelListState, pageEvent, providerView, sessionView } from './playgroundViews';
import { tokenAnswers, tokenQuestions } from './tokenQuestions';
import { totals } from './totals';

// Messages between the extension host and the playground page. Each end checks what arrives: a message that is not of
// this form is dropped and logged. The page says `ready` and gets a snapshot; after it come events with numbers, and a
// gap in the numbers makes the page say `ready` again. Heads of turns come by themselves, their texts when asked for.

/** The most parts of turns that a search returns. */
export const maxHits = 2_000;

const hit = v.object({
  promptId: shortText,
  where: v.picklist(['prompt', 'results', 'reasoning', 'answer', 'calls']),
  count,
});
const { promptId, where } = hit.entries;
export type SearchHit = Frozen<v.InferOutput<typeof hit>>;

export const pageAnswers = {
  ...wordAnswers,
  ...schemaAnswers,
  ...tokenAnswers,
  /** Hits in the order of the conversation. */
  find: v.pipe(v.array(hit), v.maxLength(maxHits)),
  /** The request that a text holds, in a few words; `null` where it holds none. */
  readRequest: v.nullable(text),
  /** The file as it is attached, or why it is not, in words for people. */
  attach: v.object({ attachment: v.exactOptional(attachment), refused: v.exactOptional(text) }),
  /** Parameters in the order in which they are shown. */
  parameters: v.pipe(v.array(parameterOffer), v.maxLength(100)),
  measure: v.object({
    /** Size of the request that Send would make. Absent where no provider would be asked. */
    size: v.exactOptional(requestSize),
    files: v.exactOptional(v.pipe(v.array(fileFacts), v.maxLength(maxAttachments))),
    overflow: v.exactOptional(overflow),
    column: totals,
    session: totals,
    /** Usage of today, in all sessions and windows. */
    day: totals,
  }),
};
export type Measured = Frozen<v.InferOutput<(typeof pageAnswers)['measure']>>;

export const toPage = v.variant('type', [
  ...replies,
  ...wordToPage,
  v.object({
    type: v.literal('snapshot'),
    /** Number of the last event that the session contains. */
    seq: count,
    session: sessionView,
    providers: v.array(providerView),
    /** Address of the folder of the session, from which the page loads images. */
    files: v.exactOptional(text),
    /** Whether Enter sends a message instead of breaking the line. */
    enterSends: v.boolean(),
    /** Words of the page in the user's language, by id; what is missing stays English. */
    strings: v.record(shortText, shortText),
  }),
  v.object({ type: v.literal('event'), seq: count, event: pageEvent }),
  v.object({ type: v.literal('providers'), providers: v.array(providerView) }),
  /** Puts the keyboard focus into the message field. */
  v.object({ type: v.literal('focusMessage') }),
  /** Opens Find with `query` in a session, at a place that contains it. */
  v.object({ type: v.literal('showMatch'), session: shortText, column, query: shortText, promptId, where }),
  /** There is nothing to show, and why. The page offers Try Again, which says `ready`. */
  v.object({ type: v.literal('loadFailed'), message: text, advice: text }),
  /** The reason, in words for people, why `send` or `retry` sent nothing in a column. No field changes. */
  v.object({
    type: v.literal('notSent'),
    column,
    reason: text,
    actions: v.exactOptional(v.array(errorAction)),
    /** The answer whose question was to be asked again. Absent where a message was to be sent. */
    answerId: v.exactOptional(shortText),
  }),
  /** Progress of sending tool results automatically. `end` means that it is over. It says why, unless all went as expected. */
  v.object({
    ...{ type: v.literal('toolLoop'), session: shortText, column, end: v.exactOptional(text) },
    state: v.object({ rounds: count, allowed: count, usd: count, isAtLeast: v.boolean() }),
  }),
  /** The parts of a request that were not taken into that session, in words for people. */
  v.object({ type: v.literal('imported'), session: shortText, notes: v.array(text) }),
  /** The texts contain everything up to the event `seq` and nothing after it. Turns not shown any more are missing. */
  v.object({ type: v.literal('bodies'), request, column, seq: count, bodies: v.array(turnBody) }),
  v.object({ type: v.literal('continues'), providerId: shortText, model: shortText, continues: v.boolean() }),
  v.object({ type: v.literal('modelList'), providerId: shortText, state: modelListState }),
  /** Our own count of the tokens received of an answer for which the provider reported no usage. */
  v.object({ type: v.literal('answerCounted'), answerId: shortText, tokens: count }),
  /** Cards with what glossary and catalog say about the question, beside the answer's own words. */
  v.object({
    type: v.literal('reference'),
    answerId: shortText,
    cards: v.pipe(v.array(referenceCard), v.maxLength(5)),
  }),
]);
/** Messages to the page other than the answers to its questions. */
export type ToPage = Told<Frozen<v.InferOutput<typeof toPage>>>;

export const fromPage = v.variant('type', [
  ...fromEveryPage,
  ...tokenQuestions,
  ...wordFromPage,
  ...schemaFromPage,
  v.object({ type: v.literal('ready'), edit }),
  /**
   * `session` and `column` say where the draft was written, as another session may be shown by now. `draft` holds the
   * fields that the user edited. The other fields are left to the host, which may have changed them meanwhile.
   */
  v.object({ type: v.literal('draft'), session: shortText, column, edit, draft: draftEdit }),
  /** `group` is an id that the same message has in several columns. */
  v.object({ type: v.literal('send'), session: shortText, column, edit, draft, group: v.exactOptional(shortText) }),
  v.object({ type: v.literal('stop'), column }),
  /** Asks again, and adds the new answer as a sibling. With `chosen`, the settings chosen now replace those of the answer. */
  v.object({ type: v.literal('retry'), column, answerId: shortText, chosen: v.exactOptional(chosen) }),
  /** Lets the user choose how often to ask again at once. */
  v.object({ type: v.literal('retryTimes'), column, answerId: shortText }),
  /** Lets the model of an answer continue it. The continued answer becomes a sibling. */
  v.object({ type: v.literal('continue'), column, answerId: shortText }),
  /** Asks whether a model continues an answer that was begun for it. */
  v.object({ type: v.literal('askContinues'), providerId: shortText, model: shortText }),
  /** Shows another prompt or answer at the same place, or one that follows, with what followed it last. */
  v.object({ type: v.literal('showSibling'), column, nodeId: shortText }),
  /** Sends the results of the calls at the end of a column. With `until`, mocks answer later calls until the model is done. */
  v.object({
    ...{ type: v.literal('sendResults'), session: shortText, column, edit, draft },
    until: v.exactOptional(v.literal('done')),
  }),
  /** Ends the path before a prompt of tool results, so that the user can type them again. */
  v.object({ type: v.literal('editResults'), column, promptId: shortText }),
  /** Asks again with the edited prompt, as a branch. */
  v.object({ type: v.literal('sendEdit'), session: shortText, column, edit, draft }),
  /** Saves an edit as a branch: the edited message, or the message of the draft with the answer written to it. */
  v.object({ type: v.literal('saveEdit'), session: shortText, column, edit, draft }),
  /** Takes a message out of the path, as a branch: a prompt with its answer, or an answer alone. */
  v.object({ type: v.literal('deleteMessage'), column, nodeId: shortText }),
  /** Ends the path at an answer, so that the next message begins a branch. */
  v.object({ type: v.literal('branchFrom'), column, answerId: shortText }),
  /** Lists the branches, to choose one. */
  v.object({ type: v.literal('showBranches'), column }),
  /** Adds a column that begins like this one. */
  v.object({ type: v.literal('addColumn'), column }),
  v.object({ type: v.literal('removeColumn'), column }),
  /** Makes all other columns continue from the end of this one. */
  v.object({ type: v.literal('goOnFrom'), column }),
  /** Undoes the last `removeColumn` or `goOnFrom`. */
  v.object({ type: v.literal('undoColumns') }),
  v.object({ type: v.literal('markBest'), answerId: shortText, isBest: v.boolean() }),
  /** Compares the last answer of a column with that of another one, which the user chooses where there are several. */
  v.object({ type: v.literal('diffAnswers'), column }),
  v.object({ type: v.literal('newSession') }),
  /** Starts a session with that draft. The message leaves the session that it was written in. */
  v.object({ type: v.literal('moveDraft'), session: shortText, column, edit, draft }),
  /** Asks whether a text that was pasted is a request. */
  v.object({ type: v.literal('readRequest'), request, text }),
  /** Opens the request in the message field as a session, and removes it from the field. */
  v.object({ type: v.literal('importRequest'), session: shortText, column, text }),
  /** Addresses of files that were dropped on the message. */
  v.object({ type: v.literal('addFiles'), uris: v.pipe(v.array(shortText), v.maxLength(200)) }),
  /** Attaches a file to the message of that session: its bytes as they are, and never as a text. */
  v.object({ type: v.literal('attach'), request, session: shortText, name: text, bytes: v.instance(ArrayBuffer) }),
  /** Lets the user pick files, for the message. */
  v.object({ type: v.literal('pickFiles') }),
  /** Opens a file of the session in an editor. */
  v.object({ type: v.literal('openFile'), blob: blobName }),
  v.object({ type: v.literal('copy'), answerId: shortText }),
  /** Puts a text of an answer at the cursor of an editor. */
  v.object({ type: v.literal('insertText'), text }),
  /** Opens a text of an answer as a file. `language` is the one that the answer names; empty where it names none. */
  v.object({ type: v.literal('openText'), text, language: shortText }),
  /**
   * Shows a text in place of the one that was sent with the question of that answer. `language` is as in `openText`.
   */
  v.object({ type: v.literal('applyText'), answerId: shortText, text, language: shortText }),
  v.object({ type: v.literal('showWire'), answerId: shortText }),
  v.object({ type: v.literal('copyConversation'), column }),
  v.object({ type: v.literal('bodies'), request, column, promptIds: v.pipe(v.array(shortText), v.maxLength(200)) }),
  v.object({ type: v.literal('find'), request, column, query: shortText }),
  /** Asks for the parameters that a request to a model may set. */
  v.object({ type: v.literal('parameters'), request, providerId: shortText, model: shortText }),
  /** Asks for the size of the next request, and for the usage of the answers so far. */
  v.object({ type: v.literal('measure'), request, column }),
  /** Reads a session again that another window writes. */
  v.object({ type: v.literal('reload') }),
  /** Shows a copy of the session, with what was typed in it. */
  v.object({ type: v.literal('openCopy') }),
  /** Adds a provider for that column. */
  v.object({ type: v.literal('addProvider'), column, preset: v.nullable(shortText) }),
  /** Offers servers on this machine and hosted providers. Contacts nothing by itself. */
  v.object({ type: v.literal('useRealModel') }),
  v.object({ type: v.literal('askReference'), answerId: shortText }),
  v.object({ type: v.literal('openReference'), address: shortText }),
  v.object({ type: v.literal('setKey'), providerId: shortText }),
  /** Offers the models of all providers, with price, window and end. Contacts no provider by itself. */
  v.object({ type: v.literal('pickModel'), column }),
  /** Offers the parameter presets for that column, and lets the user save, rename and delete presets. */
  v.object({ type: v.literal('choosePreset'), column }),
  v.object({ type: v.literal('loadModels'), providerId: shortText }),
  v.object({ type: v.literal('stopLoadingModels'), providerId: shortText }),
  v.object({ type: v.literal('countAnswer'), answerId: shortText }),
  v.object({ type: v.literal('errorAction'), column, answerId: shortText, action: errorAction }),
]);
export type FromPage = Frozen<v.InferOutput<typeof fromPage>>;
