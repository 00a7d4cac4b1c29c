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
import { listedModel, serverIn } from './readListedModel';
import type { ListedModel } from './readListedModel';
import { withServedModels } from './servedModels';

const maxModels = 5_000;
/** Bytes. OpenRouter's list, the longest known, is below 2 MB. */
const maxListLength = 8 * 1024 * 1024;

interface ListDeps extends CallDeps {
  /** Milliseconds without a byte. */
  readonly idleMs: number;
}

/**
 * Returns the models that an endpoint offers, sorted by their ids, without repetition, at most 5,000, and no id with
 * the key in it. A local server's own facts are added. Costs nothing. Throws `ChatError`; when `deps.signal` is
 * aborted, what `fetch` throws then.
 */
export async function listModels(endpoint: Endpoint, deps: ListDeps): Promise<ListedModel[]> {
  const { models, server } = await readList(endpoint, deps);
  return server ? withServedModels(models, server, endpoint, deps) : models;
}

const noList = ownWords((say) => say('The names of its models are typed.'));

interface List {
  readonly models: ListedModel[];
  /** The local server that the list comes from, if it does. */
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

/** Throws like `listModels` unless the endpoint accepts the key at `path`, whose answer does not matter. */
export async function checkKey(endpoint: Endpoint, deps: ListDeps, path: string): Promise<void> {
  await withShortCall(endpoint, deps, deps.idleMs, async (call) => {
    await openResponse(call, path);
  });
}

/**
 * Returns the local server by its list, or else by the user's choice. A provider that is known to be no local server
 * gets no further requests.
 */
function serverOf({ preset }: Endpoint, list: readonly unknown[]): LocalServer | undefined {
  const usual = localServerOf(preset);
  if (usual === undefined && preset !== 'custom') return undefined;
  return list.map(serverIn).find((server) => server !== undefined) ?? usual;
}

/**
 * Returns the list in a body: of OpenAI and Anthropic `{data: [{id}]}`, of Together `[{id}]`, of Ollama's and Google's
 * own APIs `{models: [{name}]}`. `undefined` where there is none.
 */
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
