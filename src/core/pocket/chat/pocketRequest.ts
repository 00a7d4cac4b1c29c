import { saysHowToDraw } from '../../chat/messages/sampling';
import type { ChatParams, ChatRequest, Message, MessagePart } from '../../chat/messages/chatTypes';
import type { GenerateOptions } from '../generate';
import type { PocketTurn } from '../pocketModel';
import { pocket } from './pocketIdentity';

/** Parts of a request that Pocket cannot take. */
export type PocketLacks = 'model' | 'system' | 'attachments' | 'tools';

/**
 * Tokens of an answer where no limit is given. The answers that it learned are shorter, and longer ones go in circles.
 */
const usualMaxTokens = 200;

export interface TakenRequest {
  readonly turns: readonly PocketTurn[];
  readonly options: GenerateOptions;
}

/**
 * Reads a request as Pocket takes it. Reports what it cannot take, and leaves nothing out in silence. `randomSeed` is
 * called where tokens are drawn and no seed is given, so that two such answers differ.
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

/** The fate of each kind of part. The compiler asks for a decision on each kind that later versions add. */
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
  // An answer under the name of another model would be a lie.
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

/**
 * Returns the options of a request. Settings for drawing without a temperature mean temperature 1, which changes no
 * probability.
 */
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
