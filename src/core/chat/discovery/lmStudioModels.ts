import * as v from 'valibot';
import { contextTokens, entries, list, name, oneMegabyte, word } from './askServer';
import type { AskServer, TellServed } from './askServer';

// LM Studio's own API: `/api/v1/models` since 0.4.0 (https://lmstudio.ai/docs/developer/rest/list, 29 April 2026), and
// `/api/v0/models` before that (https://lmstudio.ai/docs/developer/rest/endpoints). It gives no template.

const ofV1 = v.object({
  key: name,
  max_context_length: contextTokens,
  loaded_instances: list,
});
/** A model in memory. One model may be loaded several times, each time under a name of its own for requests. */
const instance = v.object({
  id: name,
  config: v.fallback(v.object({ context_length: contextTokens }), { context_length: undefined }),
});
const ofV0 = v.object({
  id: name,
  state: word,
  max_context_length: contextTokens,
  loaded_context_length: contextTokens,
});

export async function readLmStudio(ask: AskServer, ids: readonly string[], tell: TellServed): Promise<void> {
  const listed = new Set(ids);
  const tellOf = (id: string, isLoaded: boolean, context: number | undefined, trained: number | undefined): void => {
    if (!listed.has(id)) return;
    tell(id, { isLoaded, ...(context !== undefined && { context }), ...(trained !== undefined && { trained }) });
  };
  const v1 = v.safeParse(v.object({ models: v.array(v.unknown()) }), await ask('/api/v1/models', 8 * oneMegabyte));
  if (v1.success) {
    for (const { key, max_context_length: trained, loaded_instances } of entries(ofV1, v1.output.models)) {
      const instances = entries(instance, loaded_instances);
      tellOf(key, instances.length > 0, instances[0]?.config.context_length, trained);
      for (const { id, config } of instances) tellOf(id, true, config.context_length, trained);
    }
    return;
  }
  const v0 = v.safeParse(v.object({ data: v.array(v.unknown()) }), await ask('/api/v0/models', 8 * oneMegabyte));
  if (!v0.success) return;
  for (const model of entries(ofV0, v0.output.data)) {
    const isLoaded = model.state === 'loaded';
    tellOf(model.id, isLoaded, isLoaded ? model.loaded_context_length : undefined, model.max_context_length);
  }
}
