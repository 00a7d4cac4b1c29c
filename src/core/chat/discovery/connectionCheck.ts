import { ChatError } from '../messages/errors';
import { streamAnswer } from '../exchange/streamAnswer';
import type { StreamDeps } from '../exchange/streamAnswer';
import { linkedController } from '../exchange/watchedCall';
import type { Endpoint } from '../messages/chatTypes';
import { hostOf } from '../providers/endpoint';
import type { ListedModel } from './readListedModel';
import { checkKey, listModels } from './listModels';
import { presetOf } from '../providers/presets';

/** The way in which an endpoint was found to work. */
export type Reached =
  | {
      readonly via: 'models';
      readonly host: string;
      readonly models: readonly ListedModel[];
      /** Whether the list contains the requested model. */
      readonly hasModel?: boolean;
    }
  | {
      /** There is no model list; the model answered a request for one token, which may have been billed. */
      readonly via: 'chat';
      readonly host: string;
      readonly model: string;
    };

type TestDeps = Omit<StreamDeps, 'onEvent' | 'onUsage'>;

/**
 * Checks whether an endpoint works with its key by requesting the model list, which is free. Only where there is none
 * (404, 405, 501, or a preset without a list) and `model` is given, it asks that model for one token.
 * Throws `ChatError`; when `deps.signal` is aborted, anything.
 */
export async function testConnection(endpoint: Endpoint, deps: TestDeps, model?: string): Promise<Reached> {
  const host = hostOf(endpoint.baseUrl);
  const { keyCheckPath, isUnlisted } = presetOf(endpoint.preset);
  const listDeps = { ...deps, idleMs: deps.limits.idleMs };
  let models: ListedModel[];
  try {
    models = await listModels(endpoint, listDeps);
  } catch (error) {
    if (model === undefined || !(isUnlisted ?? hasNoList(error))) throw error;
    await askForOneToken(endpoint, deps, model);
    return { via: 'chat', host, model };
  }
  if (keyCheckPath !== undefined) await checkKey(endpoint, listDeps, keyCheckPath);
  return {
    via: 'models',
    host,
    models,
    ...(model === undefined ? {} : { hasModel: models.some(({ id }) => id === model) }),
  };
}

const hasNoList = (error: unknown): boolean =>
  error instanceof ChatError && [404, 405, 501].includes(error.facts.status ?? 0);

async function askForOneToken(endpoint: Endpoint, deps: TestDeps, model: string): Promise<void> {
  const request = {
    model,
    system: '',
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }],
    params: { maxOutputTokens: 1 },
  } as const;
  // Any answer is enough. The connection is closed with its first event.
  const answered = linkedController(deps.signal);
  try {
    await streamAnswer(endpoint, request, { ...deps, signal: answered.signal, onEvent: () => answered.abort() });
  } finally {
    answered.unlink();
  }
}
