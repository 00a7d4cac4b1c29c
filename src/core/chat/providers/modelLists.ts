import { isRecord, parseJson } from '../../base/json';
import { ChatError } from '../errors';
import { prepareCall } from '../exchange/call';
import type { Call } from '../exchange/call';
import { createIdleWatchdog } from '../exchange/idleWatchdog';
import { linkedController } from '../exchange/linkedController';
import { readText, send } from '../exchange/send';
import type { ChatHost } from '../transport';
import type { Endpoint, KeyState } from '../types';
import { readProviderError } from './providerWords';

const mostModels = 5_000;
/** Characters: longer is no id. */
const longestId = 256;
/** Bytes. OpenRouter's list, the longest known, is below 2 MB. */
const longestList = 8 * 1024 * 1024;

export interface ListDeps {
  readonly host: ChatHost;
  readonly key: KeyState;
  readonly signal: AbortSignal;
  /** Ms without a byte. */
  readonly idleMs: number;
}

/**
 * Ids of the models that an endpoint offers, sorted, without repetition, at most 5,000. Costs nothing.
 * Throws `ChatError`; when `deps.signal` is aborted, what `fetch` throws for that.
 */
export async function listModels(endpoint: Endpoint, deps: ListDeps): Promise<string[]> {
  return withCall(endpoint, deps, async (call, alive) => {
    const response = await send(call, call.dialect.modelsPath(call.baseUrl));
    const text = await readText(response, longestList, alive);
    const body = parseJson(text, text);
    const ids = idsOf(body);
    if (ids !== undefined) return ids;
    const { words } = readProviderError(body);
    throw new ChatError('not-a-chat-api', call.facts(words === undefined ? {} : { detail: words }));
  });
}

/** Throws like `listModels` unless the endpoint accepts the key at `path`, which answers nothing that matters. */
export async function checkKey(endpoint: Endpoint, deps: ListDeps, path: string): Promise<void> {
  await withCall(endpoint, deps, async (call) => {
    await send(call, path);
  });
}

async function withCall<T>(
  endpoint: Endpoint,
  deps: ListDeps,
  run: (call: Call, alive: () => void) => Promise<T>,
): Promise<T> {
  const controller = linkedController(deps.signal);
  const watchdog = createIdleWatchdog(() => controller.abort());
  const call = prepareCall(deps.host, endpoint, deps.key, controller.signal);
  try {
    return await watchdog.during(
      deps.idleMs,
      run(call, () => watchdog.alive()),
    );
  } catch (error) {
    if (deps.signal.aborted || error instanceof ChatError) throw error;
    const idleMs = watchdog.expiredMs;
    if (idleMs !== undefined) throw new ChatError('stalled', call.facts({ idleMs }));
    if (error instanceof TypeError) throw new ChatError('cut-off', call.facts());
    throw error;
  } finally {
    controller.abort(); // What is still coming is not wanted.
    controller.unlink();
  }
}

/** OpenAI and Anthropic `{data: [{id}]}`, Together `[{id}]`, Ollama's and Google's own `{models: [{name}]}`. `undefined`: no list. */
function idsOf(body: unknown): string[] | undefined {
  const list = isRecord(body) ? (body['data'] ?? body['models']) : body;
  if (!Array.isArray(list)) return undefined;
  const ids = (list as unknown[]).map(idOf).filter((id) => id !== undefined);
  return [...new Set(ids)].sort().slice(0, mostModels);
}

function idOf(item: unknown): string | undefined {
  const id = isRecord(item) ? (item['id'] ?? item['name']) : item;
  if (typeof id !== 'string' || id.length > longestId) return undefined;
  const bare = id.replace(/^models\//, '').trim(); // Google's prefix; its chat API takes the id without it.
  return bare === '' || /\p{Cc}/u.test(bare) ? undefined : bare;
}
