import { ChatError } from '../../../src/core/chat/errors';
import { streamChat } from '../../../src/core/chat/streamChat';
import type { ChatDeps } from '../../../src/core/chat/streamChat';
import type { ChatRequest, Endpoint, FinishReason, Usage } from '../../../src/core/chat/types';

/** Long enough that nothing of it is in an error by chance. */
export const testKey = 'sk-test-0123456789abcdefghijklmnop';

export interface Outcome {
  text: string;
  reasoning: string;
  usage?: Usage;
  finish?: FinishReason;
  error?: ChatError;
}

export const endpointAt = (baseUrl: string, preset = 'custom'): Endpoint => ({
  id: 'test',
  name: 'Test',
  baseUrl,
  preset,
});

/** One answer, collected. Errors other than `ChatError` are thrown. */
export async function ask(
  endpoint: Endpoint,
  request: Partial<ChatRequest> & { model: string },
  deps: Partial<ChatDeps> = {},
): Promise<Outcome> {
  const outcome: Outcome = { text: '', reasoning: '' };
  const messages = [{ role: 'user', content: 'Hi' }] as const;
  const all = { key: undefined, signal: new AbortController().signal, ...deps };
  try {
    for await (const event of streamChat(endpoint, { messages, ...request }, all)) {
      if (event.type === 'text' || event.type === 'reasoning') outcome[event.type] += event.text;
      else if (event.type === 'usage') outcome.usage = event.usage;
      else outcome.finish = event.reason;
    }
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    outcome.error = error;
  }
  return outcome;
}

/** Resolves when `condition` holds; rejects after two seconds. */
export async function eventually(condition: () => boolean): Promise<void> {
  const end = performance.now() + 2_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Did not come true: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
