import * as v from 'valibot';
import { request } from '../base/rpc/ask';
import { shortText } from '../chat/messages/chatTypes';
import { abilityAnswer, offeredAbilities } from '../chat/modelAbilities';
import { documentNames } from './requestDocuments';

// Messages of a page about abilities of a model, documents of a draft and schemas, with the answers to its questions.

export const schemaAnswers = {
  /** Whether the model has each of the abilities. */
  abilities: v.object(v.entriesFromList(offeredAbilities, abilityAnswer)),
  /** Notes on the schema of a column, to be read before it is sent. */
  schemaNotes: v.object({
    lines: v.pipe(
      v.array(v.object({ severity: v.picklist(['refused', 'ignored', 'unknown']), text: shortText })),
      v.maxLength(20),
    ),
    canMend: v.boolean(),
  }),
  /** Whether an answer fits the schema that it was asked with; `null` where there is none. */
  checkAnswer: v.nullable(
    v.object({
      ...{ fits: v.picklist(['yes', 'no', 'unknown']), text: shortText },
      places: v.pipe(v.array(shortText), v.maxLength(200)),
    }),
  ),
};

const column = shortText;

export const schemaFromPage = [
  /** Asks for the abilities of the model at that provider. */
  v.object({ type: v.literal('abilities'), request, providerId: shortText, model: shortText }),
  v.object({ type: v.literal('schemaNotes'), request, column }),
  v.object({ type: v.literal('checkAnswer'), request, answerId: shortText }),
  /** Changes the parts of a column's schema that its provider is known to refuse. */
  v.object({ type: v.literal('mendSchema'), column }),
  /** Opens the tools, the schema or the mocks of a column as a document. */
  v.object({ type: v.literal('editDocument'), column, name: v.picklist(documentNames) }),
] as const;
