import type { Catalog } from '../../catalog/catalog';
import type { HostIdTable } from '../../catalog/hostIdTable';
import type { Lifecycle } from '../../catalog/lifecycle';
import type { ModelNames } from '../../catalog/names/modelNames';
import type { Tokenizer } from '../../catalog/catalogTable';
import type { Parameters } from '../../catalog/parameters/parameters';
import type { TokenCount } from '../../tokens/counting/modelCount';
import type { Prompt } from '../prompt';
import { renderPrompt } from '../render/renderPrompt';
import type { RenderOptions } from '../render/renderPrompt';
import { TemplateError } from '../template/templateError';
import type { ModelFacts } from './modelProblems';
import { textsOf } from './renderedText';

/** The part of the field guide that knows models and counts. */
interface ModelGuide {
  modelNames(): Promise<ModelNames>;
  catalog(): Promise<Catalog>;
  lifecycle(): Promise<Lifecycle>;
  hostIds(): Promise<HostIdTable>;
  parameters(): Promise<Parameters>;
  count(text: string, by: Pick<Tokenizer, 'encoding' | 'estimate'>): Promise<TokenCount>;
}

/**
 * Gathers the known facts about the model of a prompt. Undefined: the prompt names no model.
 * Its tokens are counted only where they may be too many for the context window.
 */
export async function modelFactsOf(
  prompt: Prompt,
  guide: ModelGuide,
  options: RenderOptions,
): Promise<ModelFacts | undefined> {
  if (prompt.metadata.model === undefined) return undefined;
  const [names, catalog, lifecycle, hostIds, parameters] = await Promise.all([
    guide.modelNames(),
    guide.catalog(),
    guide.lifecycle(),
    guide.hostIds(),
    guide.parameters(),
  ]);
  const model = names.find(prompt.metadata.model)?.model;
  const facts = { names, catalog, lifecycle, hostIds, parameters };
  const text = model && withDefaults(prompt, options);
  // No token is shorter than a byte, and few are shorter than a code unit. A text of fewer units than the window has
  // tokens is not counted.
  if (!model?.contextWindow || text === undefined || text.length < model.contextWindow) return facts;
  const { tokens, estimate } = await guide.count(text, catalog.tokenizerOf(model));
  return { ...facts, tokens: Math.floor(tokens * (1 - (estimate?.bandPercent ?? 0) / 100)) };
}

/** Renders the prompt with its defaults; `undefined` where that is not possible. */
function withDefaults(prompt: Prompt, options: RenderOptions): string | undefined {
  if (prompt.problems.some(({ severity }) => severity === 'error')) return undefined;
  try {
    return textsOf(renderPrompt(prompt, {}, options)).join('\n');
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
