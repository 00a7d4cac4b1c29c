import { isRecord, parseJson } from '../../base/json';
import { ChatError } from '../messages/errors';
import { openResponse, readText } from '../exchange/response';
import { withShortCall } from '../exchange/watchedCall';
import type { CallDeps } from '../exchange/watchedCall';
import type { Endpoint } from '../messages/types';
import { keyHider } from '../providers/hideSecrets';
import { readProviderError } from '../providers/providerWords';

const maxModels = 5_000;
/** Characters: longer is no id. */
const maxIdLength = 256;
/** Bytes. OpenRouter's list, the longest known, is below 2 MB. */
const maxListLength = 8 * 1024 * 1024;

interface ListDeps extends CallDeps {
  /** Ms without a byte. */
  readonly idleMs: number;
}

/**
 * Ids of the models that an endpoint offers, sorted, without repetition, at most 5,000, none with the key in it. Costs nothing.
 * Throws `ChatError`; when `deps.signal` is aborted, what `fetch` throws for that.
 */
export async function listModels(endpoint: Endpoint, deps: ListDeps): Promise<string[]> {
  return withShortCall(endpoint, deps, deps.idleMs, async (call, alive) => {
    const response = await openResponse(call, call.dialect.modelsPath(call.baseUrl));
    const text = await readText(response, maxListLength, alive);
    const body = parseJson(text, text);
    const ids = idsOf(body);
    const hider = keyHider(call.key);
    if (ids !== undefined) return hider ? ids.filter((id) => hider.whole(id) === id) : ids;
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
function idsOf(body: unknown): string[] | undefined {
  const list = isRecord(body) ? (body['data'] ?? body['models']) : body;
  if (!Array.isArray(list)) return undefined;
  const ids = (list as unknown[]).map(idOf).filter((id) => id !== undefined);
  return [...new Set(ids)].sort().slice(0, maxModels);
}

function idOf(item: unknown): string | undefined {
  const id = isRecord(item) ? (item['id'] ?? item['name']) : item;
  if (typeof id !== 'string' || id.length > maxIdLength) return undefined;
  const bare = id.replace(/^models\//, '').trim(); // Google's prefix; its chat API takes the id without it.
  return bare === '' || /\p{Cc}/u.test(bare) ? undefined : bare;
}
