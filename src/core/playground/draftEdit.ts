import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { shortText } from '../chat/messages/chatTypes';
import { draft } from './session/sessionSchema';

// The parts of the page's messages that are about a draft.

const { temperature, maxOutputTokens, sampling, bodyFields, tools, toolChoice, schema } = draft.entries;

/** The provider, the model and the parameters that are chosen in the composer. */
export const chosen = v.object({
  ...{ providerId: shortText, model: shortText },
  ...{ temperature, maxOutputTokens, sampling, bodyFields, tools, toolChoice, schema },
});
export type Chosen = Frozen<v.InferOutput<typeof chosen>>;

/** Fields of a draft that were edited. The host keeps track of the origins of texts. */
export const draftEdit = v.object({
  providerId: v.exactOptional(draft.entries.providerId),
  model: v.exactOptional(draft.entries.model),
  system: v.exactOptional(draft.entries.system),
  message: v.exactOptional(draft.entries.message),
  temperature: v.exactOptional(temperature),
  maxOutputTokens: v.exactOptional(maxOutputTokens),
  ...{ sampling, bodyFields, tools, toolChoice, schema },
  toolMocks: draft.entries.toolMocks,
  toolResults: draft.entries.toolResults,
  attachments: draft.entries.attachments,
  editing: draft.entries.editing,
  edited: draft.entries.edited,
  variables: draft.entries.variables,
});
