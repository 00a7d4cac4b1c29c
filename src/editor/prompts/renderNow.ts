import type { TextDocument } from 'vscode';
import type { Prompt, RenderedPrompt } from '../../core/prompts/prompt';
import { renderPrompt } from '../../core/prompts/render/renderPrompt';
import type { RenderOptions } from '../../core/prompts/render/renderPrompt';
import { TemplateError } from '../../core/prompts/template/templateError';
import { say } from '../shared/words';
import { limits, partialsFor } from './partials';
import { promptSourceOf } from './promptSources';
import type { PromptValues } from './promptValues';

/**
 * A prompt with its values, or the reason in words why it cannot be rendered. `offset` is the place of the fault in the
 * file.
 */
export type RenderedNow = RenderedPrompt | { readonly problem: string; readonly offset: number };

/** Renders an open prompt with the values that were set for it. `undefined` where it is too long. */
export async function renderNow(
  document: TextDocument,
  values: Pick<PromptValues, 'of'>,
): Promise<RenderedNow | undefined> {
  const source = promptSourceOf(document);
  return source && render(source.prompt, values.of(document), await partialsFor(document, source.prompt));
}

export function render(
  prompt: Prompt,
  input: Readonly<Record<string, unknown>>,
  options: Pick<RenderOptions, 'partial'>,
): RenderedNow {
  const fault = prompt.problems.find(({ severity }) => severity === 'error');
  if (fault) return { problem: fault.message(say), offset: fault.span.start };
  try {
    return renderPrompt(prompt, { input }, { ...options, limits });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { problem: error.saying(say), offset: error.offset };
  }
}
