import { isRecord, parseJson } from '../../base/json';
import { ChatError } from '../messages/errors';
import { openResponse, readText } from '../exchange/response';
import { withShortCall } from '../exchange/watchedCall';
import type { CallDeps } from '../exchange/watchedCall';
import type { Endpoint } from '../messages/types';
import { keyHider } from '../providers/hideSecrets';
import { readProviderError } from '../providers/providerWords';
import { listedModel } from './listedModels';
import type { ListedModel } from './listedModels';

const maxModels = 5_000;
/** Bytes. OpenRouter's list, the longest known, is below 2 MB. */
const maxListLength = 8 * 1024 * 1024;

interface ListDeps extends CallDeps {
  /** Ms without a byte. */
  readonly idleMs: number;
}

/**
 * The models that an endpoint offers, sorted by their ids, without repetition, at most 5,000, no id with the key in it. Costs nothing.
 * Throws `ChatError`; when `deps.signal` is aborted, what `fetch` throws for that.
 */
export async function listModels(endpoint: Endpoint, deps: ListDeps): Promise<ListedModel[]> {
  return withShortCall(endpoint, deps, deps.idleMs, async (call, alive) => {
    const response = await openResponse(call, call.dialect.modelsPath(call.baseUrl));
    const text = await readText(response, maxListLength, alive);
    const body = parseJson(text, text);
    const models = modelsIn(body);
    const hider = keyHider(call.key);
    if (models !== undefined) return hider ? models.filter(({ id }) => hider.whole(id) === id) : models;
    throw new ChatError('not-a-chat-api', call.facts({ detail: readProviderError(body).words }));
  });
}

/** Throws like `listModels` unless the endpoint accepts the key at `path`, which answers nothing that matters. */
export async function checkKey(endpoint: Endpoint, deps: ListDeps, path: string): Promise<void> {
  await withShortCall(endpoint, deps, deps.idleMs, async (call) => {
    await openResponse(call, path);
  });
}

/** OpenAI and Anthropic `{data: [{id}]}`, Together `[{id}]`, Ollama's and Google's own `{models: [{name}]}`. `undefined`: no list. */
function modelsIn(body: unknown): ListedModel[] | undefined {
  const list = isRecord(body) ? (body['data'] ?? body['models']) : body;
  if (!Array.isArray(list)) return undefined;
  const byId = new Map<string, ListedModel>();
  for (const item of list as unknown[]) {
    const model = listedModel(item);
    if (model && !byId.has(model.id)) byId.set(model.id, model);
  }
  return [...byId.keys()]
    .sort()
    .slice(0, maxModels)
    .map((id) => byId.get(id)!);
}
