import * as v from 'valibot';
import type { LocalServer, Served } from '../../catalog/live/served';
import { withShortCall } from '../exchange/watchedCall';
import type { CallDeps } from '../exchange/watchedCall';
import type { Endpoint } from '../messages/chatTypes';
import { keyHider } from '../providers/hideSecrets';
import { askServer, contextTokens, oneMegabyte, template } from './askServer';
import type { AskServer, TellServed } from './askServer';
import { withServed } from './listedModels';
import type { ListedModel } from './listedModels';
import { readLmStudio } from './lmStudioModels';
import { readOllama } from './ollamaModels';

/** Ms for all that is asked besides the list: a server on one's own machine answers at once. */
const patienceMs = 2_000;

type Read = (ask: AskServer, ids: readonly string[], tell: TellServed) => Promise<void>;

/** `list`: its list says all of it, and it is asked nothing more. */
const readers: Readonly<Record<LocalServer, Read | 'list'>> = {
  ollama: readOllama,
  lmstudio: readLmStudio,
  llamacpp: readLlamaCpp,
  vllm: 'list',
};

/**
 * The models of a list with what their server says of them in its own API, as far as it says it in time. Does not throw: the
 * list itself is what was wanted. When `deps.signal` is aborted, it ends at once.
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
    // Nothing calls it alive: that is all the time there is.
    await withShortCall(endpoint, deps, patienceMs, (call) => read(askServer(call), [...byId.keys()], tell));
  } catch {
    // Too late, or stopped: what was told by then holds.
  }
  return [...byId.values()];
}

/**
 * llama.cpp's `/props` says what the model has that it was started with: the context of a slot, and the template
 * (https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md, 30 November 2026). Where it has several models,
 * its list says what it says.
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
