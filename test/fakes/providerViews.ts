import { sayInEnglish } from '../../src/core/base/say';
import type { ParameterOffer } from '../../src/core/chat/parameters/offers';
import type { AbilityAnswer, OfferedAbility } from '../../src/core/chat/modelAbilities';
import { pocketOffers } from '../../src/core/pocket/chat/pocketOffers';
import { pocket as pocketIdentity } from '../../src/core/pocket/chat/pocketIdentity';
import type { AnswerTo } from '../../src/core/base/rpc/ask';
import type { schemaAnswers } from '../../src/core/playground/schemaQuestions';
import type { pageAnswers } from '../../src/core/playground/playgroundProtocol';
import type { ProviderView } from '../../src/core/playground/playgroundViews';
import { emptyDraft } from '../../src/core/playground/session/sessionSchema';
import type { Draft } from '../../src/core/playground/session/sessionSchema';

// Providers as a page is told of them.

export const openAi: ProviderView = {
  id: 'openai',
  name: 'OpenAI',
  host: 'api.openai.com',
  place: 'elsewhere',
  needsKey: true,
  kind: 'host',
  isOwn: true,
  isStandIn: false,
  can: { listsModels: true, referenceCard: false, bodyFields: true },
  hasKey: true,
  models: ['gpt-5.1', 'gpt-5-mini'],
  modelsFromProvider: false,
};
export const ollama: ProviderView = {
  ...openAi,
  id: 'ollama',
  name: 'Ollama',
  host: '127.0.0.1:11434',
  place: 'this-machine',
  needsKey: false,
  hasKey: false,
  models: ['llama3.2'],
};
export const pocket: ProviderView = {
  ...ollama,
  id: pocketIdentity.id,
  name: pocketIdentity.name,
  host: '',
  kind: 'here',
  isOwn: false,
  isStandIn: true,
  can: { listsModels: false, referenceCard: true, bodyFields: false },
  models: ['pocket'],
};
/** Models of VS Code. */
export const lent: ProviderView = {
  ...openAi,
  ...{ id: 'built-in:vscode:acme', name: 'Acme (VS Code)', host: 'acme (acme.models)', kind: 'vendor' },
  ...{ isOwn: false, needsKey: false, hasKey: false, models: ['m'] },
  can: { listsModels: true, referenceCard: false, bodyFields: false, systemAsMessage: true, saysNoUsage: true },
};
export const draftOf = (part: Partial<Draft> = {}): Draft => ({ ...emptyDraft, ...part });

/** The parameters that each provider's models take. */
export const usualOffers: Readonly<Record<string, readonly ParameterOffer[]>> = {
  [pocket.id]: pocketOffers(sayInEnglish),
};

/** Nobody says what a model can do. */
const unknown: AbilityAnswer = { does: 'unknown', why: 'Nobody says so.' };
const unknownAbilities: Readonly<Record<OfferedAbility, AbilityAnswer>> = {
  ...{ tools: unknown, structured: unknown, images: unknown, logprobs: unknown, reasoning: unknown },
};

/** Answers to the questions that a page can ask about models, schemas and answers. */
export type Known = { -readonly [K in keyof typeof schemaAnswers]: AnswerTo<typeof pageAnswers, K> };
/** Nothing is known, and no answer was asked for with a schema. */
export const nothingKnown: Known = {
  abilities: unknownAbilities,
  schemaNotes: { lines: [], canMend: false },
  checkAnswer: null,
};
