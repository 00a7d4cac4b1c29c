import { saysHowToDraw } from '../../chat/messages/sampling';
import type { ChatParams, ChatRequest, Message, MessagePart } from '../../chat/messages/chatTypes';
import type { GenerateOptions } from '../generate';
import type { PocketTurn } from '../pocketModel';
import { pocket } from './pocketIdentity';

/** Parts of a request that Pocket has no way to take. */
export type PocketLacks = 'model' | 'system' | 'attachments' | 'tools';

/** Tokens of an answer, where nobody says how many: what it learned is shorter, and what is longer goes in circles. */
const usualMaxTokens = 200;

export interface TakenRequest {
  readonly turns: readonly PocketTurn[];
  readonly options: GenerateOptions;
}

/**
 * Reads a request as Pocket takes it; what it cannot take is said and never left out in silence. `randomSeed` is asked where
 * tokens are drawn and no seed is given: two such answers differ.
 */
export function pocketRequest(
  request: ChatRequest,
  randomSeed: () => number,
): TakenRequest | { readonly lacking: PocketLacks } {
  const lacking = lackingIn(request);
  if (lacking !== undefined) return { lacking };
  const turns = request.messages.flatMap(turnOf);
  const last = turns.at(-1);
  const asked = last?.role === 'assistant' ? [...turns.slice(0, -1), { ...last, isOpen: true as const }] : turns;
  return { turns: asked, options: optionsOf(request.params, randomSeed) };
}

/** The fate of each kind of part. A kind that later versions add has to be decided on here: the compiler asks for it. */
const becomes: Readonly<Record<MessagePart['type'], 'read' | 'left out' | PocketLacks>> = {
  text: 'read',
  // Reasoning of another model is not part of the conversation for this one.
  reasoning: 'left out',
  image: 'attachments',
  file: 'attachments',
  'tool-call': 'tools',
  'tool-result': 'tools',
};

function lackingIn({ model, system, messages }: ChatRequest): PocketLacks | undefined {
  // An answer that another model's name stands above would be a lie.
  if (model !== pocket.model) return 'model';
  if (system.trim() !== '') return 'system';
  return messages
    .flatMap(({ parts }) => parts.map(({ type }) => becomes[type]))
    .find((what) => what !== 'read' && what !== 'left out');
}

function turnOf({ role, parts }: Message): PocketTurn[] {
  if (role === 'tool') return [];
  return [{ role, text: parts.map((part) => (part.type === 'text' ? part.text : '')).join('') }];
}

/** Who says from what to draw wants tokens drawn: at 1, which changes no probability, where no temperature is given. */
function optionsOf(params: ChatParams, randomSeed: () => number): GenerateOptions {
  const { maxOutputTokens, sampling = {} } = params;
  const { temperature = saysHowToDraw(sampling) ? 1 : 0 } = params;
  return {
    ...sampling,
    temperature,
    ...(temperature > 0 && { seed: sampling.seed ?? randomSeed() }),
    maxTokens: maxOutputTokens ?? usualMaxTokens,
  };
}
