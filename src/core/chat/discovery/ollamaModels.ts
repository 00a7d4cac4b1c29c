import * as v from 'valibot';
import { contextTokens, entries, list, name, oneMegabyte, template, word } from './askServer';
import type { AskServer, TellServed } from './askServer';

// Ollama's own API: docs/api.md and api/types.go of ollama/ollama, at v0.33.0-rc2 of 21 August 2026.
// - `/api/ps`: the loaded models, with the `context_length` that they were loaded with.
// - `/api/tags`: all models. Newer versions give `details.context_length`, the context that a model was trained for,
//   and `remote_host`, the host of a cloud model, which has its whole context (docs/context-length.mdx).
// - `/api/show`: one model, with the parameters of its Modelfile, its template, and the keys of its file.

const listing = v.object({ models: list });
const running = v.object({ name, context_length: contextTokens });
const stored = v.object({
  name,
  remote_host: word,
  details: v.fallback(v.object({ context_length: contextTokens }), { context_length: undefined }),
});
const shown = v.object({
  template,
  parameters: word,
  model_info: v.fallback(v.record(v.string(), v.unknown()), {}),
});

/** The most models whose details are requested, as each takes a request of its own. Loaded models come first. */
const mostShown = 50;
const atOnce = 4;

interface Known {
  readonly isLoaded: boolean;
  /** Whether it is a cloud model, which has the whole context that it was trained for. */
  readonly isElsewhere: boolean;
  readonly context: number | undefined;
  readonly trained: number | undefined;
}

export async function readOllama(ask: AskServer, ids: readonly string[], tell: TellServed): Promise<void> {
  const [ps, tags] = await Promise.all([ask('/api/ps', oneMegabyte), ask('/api/tags', 8 * oneMegabyte)]);
  if (!v.is(listing, ps) && !v.is(listing, tags)) return; // Another kind of server answers there.
  const loaded = new Map(entries(running, modelsIn(ps)).map((model) => [model.name, model.context_length]));
  const all = new Map(entries(stored, modelsIn(tags)).map((model) => [model.name, model]));
  const knownOf = (id: string): Known => {
    const { details, remote_host } = all.get(id) ?? {};
    const trained = details?.context_length;
    const isElsewhere = remote_host !== undefined && remote_host !== '';
    const context = loaded.get(id) ?? (isElsewhere ? trained : undefined);
    return { isLoaded: loaded.has(id), isElsewhere, context, trained };
  };
  for (const id of ids) tell(id, said(knownOf(id)));
  const wanted = [...ids].sort((a, b) => Number(loaded.has(b)) - Number(loaded.has(a))).slice(0, mostShown);
  const show = async (): Promise<void> => {
    for (let id = wanted.shift(); id !== undefined; id = wanted.shift()) {
      const read = v.safeParse(shown, await ask('/api/show', oneMegabyte, { model: id }));
      if (read.success) tell(id, withShown(knownOf(id), read.output));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, show));
}

const modelsIn = (answer: unknown): readonly unknown[] | undefined =>
  v.is(listing, answer) ? v.parse(listing, answer).models : undefined;

const said = ({ isLoaded, isElsewhere, context, trained }: Known) => ({
  isLoaded,
  ...(isElsewhere && { isElsewhere }),
  ...(context !== undefined && { context }),
  ...(trained !== undefined && { trained }),
});

function withShown(known: Known, { template, parameters = '', model_info }: v.InferOutput<typeof shown>) {
  const architecture = model_info['general.architecture'];
  const ofFile = typeof architecture === 'string' ? model_info[`${architecture}.context_length`] : undefined;
  const trained = known.trained ?? v.parse(contextTokens, ofFile);
  const set = v.parse(contextTokens, Number(/^num_ctx\s+(\d{1,10})\s*$/m.exec(parameters)?.[1]));
  // Ollama takes no larger context than the model was trained for, even where one is set (llm/server.go).
  const whenLoaded = set === undefined ? undefined : Math.min(set, trained ?? set);
  const context = known.context ?? (known.isElsewhere ? trained : whenLoaded);
  return { ...said({ ...known, context, trained }), ...(template !== undefined && { template }) };
}
