import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { answerFacts, providerAnswerId, recordedEnd, usageReceived } from '../../chat/messages/recordedEnd';
import { maxSamplingLength } from '../../chat/messages/sampling';
import { blobName, count, opaque, part, shortText, text, tokens } from '../../chat/messages/chatTypes';
import { maxBodyFieldsLength } from '../../chat/parameters/bodyFields';
import { maxSchemaLength } from '../../chat/parameters/outputSchema';
import { maxToolsLength } from '../../chat/parameters/toolDefinitions';
import { checksum, textEdit } from './textEdit';

// The schema of a session. The types are inferred from it, so that the file, the host and the page cannot drift apart.
// Parts, usage and errors are those of core/chat.

const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));

/** Other settings of how tokens are drawn, as `parseSampling` reads them. */
const sampling = v.pipe(v.string(), v.maxLength(maxSamplingLength));

/** Other fields of the request body, as `readBodyFields` reads them. */
const bodyFields = v.pipe(v.string(), v.maxLength(maxBodyFieldsLength));

/**
 * Tools and the choice among them, as `readTools` and `readToolChoice` read them, and a schema, as `readOutputSchema`
 * does.
 */
const definitions = {
  tools: v.exactOptional(v.pipe(v.string(), v.maxLength(maxToolsLength))),
  toolChoice: v.exactOptional(shortText),
  schema: v.exactOptional(v.pipe(v.string(), v.maxLength(maxSchemaLength))),
};

/** The provider and model that an answer was asked of, and the settings. `null` leaves a parameter to the provider. */
const target = v.object({
  providerId: shortText,
  providerName: shortText,
  host: shortText,
  /** Scheme, host and port; empty where it could not be read. */
  origin: shortText,
  model: shortText,
  temperature: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(2))),
  maxOutputTokens: v.nullable(tokens),
  /** The text as it was typed, where the model takes it. */
  sampling: v.exactOptional(sampling),
  bodyFields: v.exactOptional(bodyFields),
  ...definitions,
});
export type Target = Frozen<v.InferOutput<typeof target>>;

export const unknownTarget: Target = {
  providerId: '',
  providerName: '',
  host: '',
  origin: '',
  model: '',
  temperature: null,
  maxOutputTokens: null,
};

const line = v.pipe(v.number(), v.integer(), v.minValue(0));
/**
 * The place that a text in a message was taken from: an address, start line, start column, end line, end column, and a
 * hash of the text.
 */
const origin = v.object({ uri: shortText, range: v.tuple([line, line, line, line]), sha256: shortText });
export type Origin = Frozen<v.InferOutput<typeof origin>>;

/** The most texts of a message whose origins are kept: more than a user puts into one. */
export const maxOrigins = 100;
const origins = v.pipe(v.array(origin), v.maxLength(maxOrigins));

const nodeFields = { id: shortText, parent: v.nullable(shortText), at: count };
const promptNode = v.object({
  ...nodeFields,
  kind: v.literal('prompt'),
  system: text,
  parts: v.array(part),
  origins: v.exactOptional(origins),
  /** The common id of prompts that were sent to several columns at once. */
  group: v.exactOptional(shortText),
});
/**
 * An answer that no request brought as it stands here. `edited`: the user has changed its text. `by-hand`: the user
 * wrote it. `kept`: it was given in a conversation in which something before it was changed later. `continued`: it
 * begins with an earlier answer. `begun`: the user wrote its start.
 */
export const made = v.picklist(['edited', 'by-hand', 'kept', 'continued', 'begun']);
const answerNode = v.object({
  ...nodeFields,
  kind: v.literal('answer'),
  made: v.exactOptional(made),
  target,
  /** The column that it was asked for in; without it, the first. */
  column: v.exactOptional(shortText),
  parts: v.array(part),
  status: v.picklist(['streaming', 'done', 'stopped', 'failed']),
  ...answerFacts,
  usageReceived,
  /** The user likes it best of all answers to its prompt, in all columns that it was sent to. */
  isBest: v.exactOptional(v.boolean()),
  providerAnswerId,
  /** Whether it came with a session from a file, so that it was paid for elsewhere. */
  isImported: v.exactOptional(v.boolean()),
});
export type PromptNode = Frozen<v.InferOutput<typeof promptNode>>;
export type AnswerNode = Frozen<v.InferOutput<typeof answerNode>>;
export type SessionNode = PromptNode | AnswerNode;

/** The most variables of a text that have a value, and the most characters of a name. */
export const maxVariables = 50;
const maxNameLength = 64;
/** UTF-16 code units of one value, and of all values of a draft, as these are stored with it. */
export const maxValueLength = 20_000;
export const maxValuesLength = 1_000_000;

const named = v.pipe(v.string(), v.maxLength(maxNameLength));
const valueSet = v.object({
  name: named,
  values: v.pipe(
    v.array(v.object({ name: named, value: v.pipe(v.string(), v.maxLength(maxValueLength)) })),
    v.maxLength(maxVariables),
  ),
});
const lengthOf = (sets: readonly v.InferOutput<typeof valueSet>[]): number =>
  sets.reduce((sum, { values }) => sum + values.reduce((all, { value }) => all + value.length, 0), 0);

/** Values for the variables of a draft, in named sets, one of which is chosen. */
const variables = v.object({
  sets: v.pipe(
    v.array(valueSet),
    v.maxLength(50),
    v.check((sets) => lengthOf(sets) <= maxValuesLength),
  ),
  chosen: index,
});
export type Variables = Frozen<v.InferOutput<typeof variables>>;

export const noVariables: Variables = { sets: [], chosen: 0 };

const size = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e12));

/** A file that goes with a message. Its bytes are stored beside the session. */
export const attachment = v.object({
  blob: blobName,
  mediaType: shortText,
  name: shortText,
  bytes: size,
  /** Pixels of an image. */
  width: v.exactOptional(size),
  height: v.exactOptional(size),
  /** Pages of a PDF. */
  pages: v.exactOptional(size),
});
export type Attachment = Frozen<v.InferOutput<typeof attachment>>;

/** The most files of a message, more than any provider takes. */
export const maxAttachments = 100;
/** The most tool results in a draft, for more calls than any model makes at once. */
const maxToolResults = 10_000;
/** UTF-16 code units of mock results of tools, by name and arguments. */
export const maxToolMocksLength = 1_000_000;

/**
 * A result that the user writes for a call of a tool at the end of the path. `call`: a checksum of the call's name and
 * arguments, as other answers may have another call of the same id.
 */
const toolResult = v.object({
  ...{ callId: shortText, text },
  ...{ isError: v.exactOptional(v.boolean()), call: v.exactOptional(checksum) },
});
export type ToolResultDraft = Frozen<v.InferOutput<typeof toolResult>>;

/**
 * Value of `providerId` where no provider is asked before the user chooses one. A request that was made elsewhere was
 * meant for its own provider, so the usual one is not proposed in its place, as it is for `null`.
 */
export const nobody = '';

/** A message that the user is composing. `null` leaves a parameter to the provider. */
export const draft = v.object({
  providerId: v.nullable(shortText),
  model: shortText,
  system: text,
  message: text,
  temperature: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(2))),
  /** Tokens. */
  maxOutputTokens: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000))),
  sampling: v.exactOptional(sampling),
  /** The text as it is typed, which may not be JSON yet. */
  bodyFields: v.exactOptional(bodyFields),
  /** The texts as they are typed, too. */
  ...definitions,
  toolMocks: v.exactOptional(v.pipe(v.string(), v.maxLength(maxToolMocksLength))),
  toolResults: v.exactOptional(v.pipe(v.array(toolResult), v.maxLength(maxToolResults))),
  attachments: v.exactOptional(v.pipe(v.array(attachment), v.maxLength(maxAttachments))),
  /** Origins of the texts that were put into the message and are still in it. */
  origins: v.exactOptional(origins),
  /**
   * Id of the message of the conversation that is being edited, `ownAnswer`, or ''. There is one edit at a time, so
   * that its text is kept like the message.
   */
  editing: v.exactOptional(shortText),
  /** The text of that edit. */
  edited: v.exactOptional(text),
  variables: v.exactOptional(variables),
});
export type Draft = Frozen<v.InferOutput<typeof draft>>;

/** Value of `editing` for the answer that the user writes to the message of the draft. No node has this id. */
export const ownAnswer = '+';

/** A draft in which no text of the conversation is edited. */
export const nothingEdited = { editing: '', edited: '' } as const;

/** A draft as an event, without long texts that have not changed or that an edit changes. */
const draftChange = v.object({ ...draft.entries, system: v.exactOptional(text), message: v.exactOptional(text) });

/** The texts of a draft, each of which may be megabytes long. */
export const draftTexts = ['system', 'message', 'edited'] as const;

/** The column that every session begins with. */
export const firstColumnId = 'first';

/** One leaf of the tree: the path to it is a conversation. */
const columnEnd = v.object({ id: shortText, leaf: v.nullable(shortText) });
export type ColumnEnd = Frozen<v.InferOutput<typeof columnEnd>>;

/** The most columns that can be read side by side. */
export const maxColumns = 6;

export const sessionTitle = v.pipe(v.string(), v.maxLength(200));

/** Everything that can happen to a session. The file holds these events, and the state is made from them. */
export const sessionEvent = v.variant('type', [
  v.object({ type: v.literal('titled'), title: sessionTitle }),
  /** `column` is the column of the draft; without it, the first. */
  v.object({ type: v.literal('draftChanged'), draft: draftChange, column: v.exactOptional(shortText) }),
  /**
   * A long text of a draft is written when it is put in. Later, only its changes are written. `before` and `after` are
   * checksums of the text without and with the edit. Where another text stands, say because a line of the file was
   * lost, the edit is ignored.
   */
  v.object({
    type: v.literal('draftEdited'),
    field: v.picklist(draftTexts),
    ...textEdit,
    before: checksum,
    after: checksum,
    column: v.exactOptional(shortText),
  }),
  v.object({ type: v.literal('nodeAdded'), node: v.variant('kind', [promptNode, answerNode]) }),
  v.object({ type: v.literal('partStarted'), node: shortText, index, part }),
  v.object({ type: v.literal('partGrew'), node: shortText, index, text }),
  v.object({ type: v.literal('partEnded'), node: shortText, index, opaque: v.exactOptional(opaque) }),
  v.object({ type: v.literal('answerEnded'), node: shortText, end: recordedEnd }),
  v.object({ type: v.literal('bestMarked'), node: shortText, isBest: v.boolean() }),
  v.object({ type: v.literal('columnSet'), column: columnEnd }),
  v.object({ type: v.literal('columnRemoved'), id: shortText }),
]);
export type SessionEvent = Frozen<v.InferOutput<typeof sessionEvent>>;

export const emptyDraft: Draft = {
  providerId: null,
  model: '',
  system: '',
  message: '',
  temperature: null,
  maxOutputTokens: null,
  sampling: '',
  bodyFields: '',
  tools: '',
  toolChoice: '',
  schema: '',
  toolMocks: '',
  toolResults: [],
  attachments: [],
  editing: '',
  edited: '',
  variables: noVariables,
};
