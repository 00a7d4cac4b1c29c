import { hostOf } from './endpoint';
import { ChatError } from './errors';
import { checkKey, listModels } from './listModels';
import type { ListDeps } from './listModels';
import { presetOf } from './presets';
import { streamChat } from './streamChat';
import type { ChatDeps } from './streamChat';
import type { Endpoint } from './types';

/** How an endpoint was found to work. */
export type ConnectionReport =
  | {
      readonly via: 'models';
      readonly host: string;
      readonly models: readonly string[];
      /** Whether the list contains the model that was asked about. */
      readonly hasModel?: boolean;
    }
  | {
      /** There is no model list; the model answered a request for one token, which may have been billed. */
      readonly via: 'chat';
      readonly host: string;
      readonly model: string;
    };

/**
 * Finds out whether an endpoint works, with its key: asks for the model list, which is free. Only where there is none
 * (404, 405, 501), and `model` is given, it asks that model for one token.
 * Throws `ChatError`; when `deps.signal` is aborted, what `fetch` throws for that.
 */
export async function testConnection(
  endpoint: Endpoint,
  deps: ListDeps & Pick<ChatDeps, 'firstOutputTimeoutMs'>,
  model?: string,
): Promise<ConnectionReport> {
  const host = hostOf(endpoint.baseUrl);
  let models: string[];
  try {
    models = await listModels(endpoint, deps);
  } catch (error) {
    if (model === undefined || !hasNoList(error)) throw error;
    await askForOneToken(endpoint, deps, model);
    return { via: 'chat', host, model };
  }
  const { keyCheckPath } = presetOf(endpoint.preset);
  if (keyCheckPath !== undefined) await checkKey(endpoint, deps, keyCheckPath);
  return { via: 'models', host, models, ...(model === undefined ? {} : { hasModel: models.includes(model) }) };
}

const hasNoList = (error: unknown): boolean =>
  error instanceof ChatError && [404, 405, 501].includes(error.facts.status ?? 0);

async function askForOneToken(endpoint: Endpoint, deps: ChatDeps, model: string): Promise<void> {
  const request = { model, messages: [{ role: 'user', content: 'Hi' }], maxOutputTokens: 1 } as const;
  for await (const event of streamChat(endpoint, request, deps)) {
    if (event.type !== 'usage') return; // It answers: that was the question. Leaving the loop closes the connection.
  }
  if (deps.signal.aborted) throw new Error('Stopped.', { cause: deps.signal.reason });
}
