import { isRecord, parseJson } from '../../base/json';
import { ChatError, ownWords } from '../messages/errors';
import { openResponse, readText } from '../exchange/response';
import { withShortCall } from '../exchange/watchedCall';
import type { CallDeps } from '../exchange/watchedCall';
import type { Endpoint } from '../messages/chatTypes';
import { keyHider } from '../providers/hideSecrets';
import { readProviderError } from '../providers/providerWords';
import type { LocalServer } from '../../catalog/live/served';
import { localServerOf, presetOf } from '../providers/presets';
import { listedModel, serverIn } from './listedModels';
import type { ListedModel } from './listedModels';
import { withServedModels } from './servedModels';

const maxModels = 5_000;
/** Bytes. OpenRouter's list, the longest known, is below 2 MB. */
const maxListLength = 8 * 1024 * 1024;

interface ListDeps extends CallDeps {
  /** Ms without a byte. */
  readonly idleMs: number;
}

/**
 * The models that an endpoint offers, sorted by their ids, without repetition, at most 5,000, no id with the key in it, with what
 * a local server says of them besides. Costs nothing. Throws `ChatError`; when `deps.signal` is aborted, what `fetch` throws for that.
 */
export async function listModels(endpoint: Endpoint, deps: ListDeps): Promise<ListedModel[]> {
  const { models, server } = await readList(endpoint, deps);
  return server ? withServedModels(models, server, endpoint, deps) : models;
}

const noList = ownWords((say) => say('The names of its models are typed.'));

interface List {
  readonly models: ListedModel[];
  /** Whose list it is, where that is a local server. */
  readonly server: LocalServer | undefined;
}

function readList(endpoint: Endpoint, deps: ListDeps): Promise<List> {
  return withShortCall(endpoint, deps, deps.idleMs, async (call, alive) => {
    if (presetOf(endpoint.preset).isUnlisted) throw new ChatError('not-a-chat-api', call.facts(noList));
    const response = await openResponse(call, call.dialect.modelsPath(call.baseUrl));
    const text = await readText(response, maxListLength, alive);
    const body = parseJson(text, text);
    const list = listIn(body);
    const hider = keyHider(call.key);
    if (list !== undefined) {
      const server = serverOf(endpoint, list);
      const models = modelsIn(list, server);
      return { models: hider ? models.filter(({ id }) => hider.whole(id) === id) : models, server };
    }
    throw new ChatError('not-a-chat-api', call.facts({ detail: readProviderError(body).words }));
  });
}

/** Throws like `listModels` unless the endpoint accepts the key at `path`, which answers nothing that matters. */
export async function checkKey(endpoint: Endpoint, deps: ListDeps, path: string): Promise<void> {
  await withShortCall(endpoint, deps, deps.idleMs, async (call) => {
    await openResponse(call, path);
  });
}

/** By what the list says, or else by what the user says that it is. A provider that is known to be none is asked nothing more. */
function serverOf({ preset }: Endpoint, list: readonly unknown[]): LocalServer | undefined {
  const usual = localServerOf(preset);
  if (usual === undefined && preset !== 'custom') return undefined;
  return list.map(serverIn).find((server) => server !== undefined) ?? usual;
}

/** OpenAI and Anthropic `{data: [{id}]}`, Together `[{id}]`, Ollama's and Google's own `{models: [{name}]}`. `undefined`: no list. */
function listIn(body: unknown): readonly unknown[] | undefined {
  const list = isRecord(body) ? (body['data'] ?? body['models']) : body;
  return Array.isArray(list) ? (list as unknown[]) : undefined;
}

function modelsIn(list: readonly unknown[], server: LocalServer | undefined): ListedModel[] {
  const byId = new Map<string, ListedModel>();
  for (const item of list) {
    const model = listedModel(item, server);
    if (model && !byId.has(model.id)) byId.set(model.id, model);
  }
  return [...byId.keys()]
    .sort()
    .slice(0, maxModels)
    .map((id) => byId.get(id)!);
}
