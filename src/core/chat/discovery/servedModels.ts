import * as v from 'valibot';
import type { LocalServer, Served } from '../../catalog/live/served';
import { withShortCall } from '../exchange/watchedCall';
import type { CallDeps } from '../exchange/watchedCall';
import type { Endpoint } from '../messages/chatTypes';
import { keyHider } from '../providers/hideSecrets';
import { askServer, contextTokens, oneMegabyte, template } from './askServer';
import type { AskServer, TellServed } from './askServer';
import { withServed } from './readListedModel';
import type { ListedModel } from './readListedModel';
import { readLmStudio } from './lmStudioModels';
import { readOllama } from './ollamaModels';

/** Milliseconds for all requests after the list. A server on the user's own machine answers at once. */
const patienceMs = 2_000;

type Read = (ask: AskServer, ids: readonly string[], tell: TellServed) => Promise<void>;

/** Readers of each server's own API. `list`: the list gives everything, and nothing more is requested. */
const readers: Readonly<Record<LocalServer, Read | 'list'>> = {
  ollama: readOllama,
  lmstudio: readLmStudio,
  llamacpp: readLlamaCpp,
  vllm: 'list',
};

/**
 * Adds the facts of the server's own API to the models of a list, as far as they come in time. Does not throw, as the
 * list itself is what matters. When `deps.signal` is aborted, it ends at once.
 */
export async function withServedModels(
  models: readonly ListedModel[],
  server: LocalServer,
  endpoint: Endpoint,
  deps: CallDeps,
): Promise<ListedModel[]> {
  const byId = new Map(models.map((model) => [model.id, model]));
  const read = readers[server];
  if (read === 'list' || models.length === 0) return [...byId.values()];
  const hider = keyHider(deps.key.state === 'stored' ? deps.key.key : undefined);
  const tell: TellServed = (id, said) => {
    const model = byId.get(id);
    if (!model) return;
    const shown = said.template !== undefined && hider ? hider.whole(said.template) : said.template;
    const served: Served = { server, ...model.served, ...said, ...(shown !== undefined && { template: shown }) };
    byId.set(id, withServed(model, served));
  };
  try {
    // Nothing reports progress, so the time is not extended.
    await withShortCall(endpoint, deps, patienceMs, (call) => read(askServer(call), [...byId.keys()], tell));
  } catch {
    // Too late, or stopped: the facts that came before are kept.
  }
  return [...byId.values()];
}

/**
 * Reads llama.cpp's `/props`, which describes the model that the server was started with: the context of a slot, and
 * the template (https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md, 30 November 2026). With
 * several models, the facts of its list are all there are.
 */
async function readLlamaCpp(ask: AskServer, ids: readonly string[], tell: TellServed): Promise<void> {
  const [id, ...others] = ids;
  if (id === undefined || others.length > 0) return;
  const read = v.safeParse(props, await ask('/props', oneMegabyte));
  if (!read.success) return;
  const { default_generation_settings: settings, chat_template } = read.output;
  tell(id, {
    isLoaded: true,
    ...(settings.n_ctx !== undefined && { context: settings.n_ctx }),
    ...(chat_template !== undefined && { template: chat_template }),
  });
}

const props = v.object({
  default_generation_settings: v.object({ n_ctx: contextTokens }),
  chat_template: template,
});
