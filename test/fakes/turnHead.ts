import type { TurnHead } from '../../src/core/playground/session/turnHeads';

/** A head with an answer of so many characters. */
export function headOf(part: Partial<TurnHead> & { text?: number; reasoning?: number } = {}): TurnHead {
  const { text = 0, reasoning = 0, ...facts } = part;
  return {
    promptId: 'prompt-1',
    answerId: 'answer-1',
    at: 0,
    title: 'Hello',
    providerId: 'openai',
    providerName: 'OpenAI',
    host: 'api.openai.com',
    model: 'gpt-5.1',
    hasSystem: false,
    characters: { prompt: 5, reasoning, answer: text },
    status: 'streaming',
    siblings: { at: 1, of: 1, streaming: 0, ids: ['answer-1'] },
    isBest: false,
    ...facts,
  };
}
