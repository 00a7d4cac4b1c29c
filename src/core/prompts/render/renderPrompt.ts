import type { Prompt, PromptInput, PromptMetadata, RenderedPrompt, TemplateText } from '../prompt';
import { fillHandlebars } from '../template/handlebars';
import type { HandlebarsInput } from '../template/handlebars';
import type { Template } from '../template/handlebarsTree';
import { readHandlebars } from '../template/readHandlebars';
import type { FilledSegment } from '../template/segments';
import { TemplateError, templateLimits } from '../template/templateError';
import type { TemplateLimits } from '../template/templateError';
import { formRenderer, inFile } from './formRenderer';
import { withDefaults } from './promptInputs';
import { messagesOf } from './segmentMessages';

/** Options for rendering a prompt, in addition to its input. */
export interface RenderOptions {
  /** The source of a partial. */
  readonly partial?: (name: string) => string | undefined;
  readonly limits?: TemplateLimits;
}

/** Renders a prompt with an input. @throws TemplateError whose offset is in the file */
export const renderPrompt = (prompt: Prompt, input: PromptInput, options: RenderOptions = {}): RenderedPrompt =>
  promptRenderer(prompt, options)(input);

/** Reads the templates of a prompt once, for many inputs. @throws TemplateError */
export function promptRenderer(prompt: Prompt, options: RenderOptions = {}): (input: PromptInput) => RenderedPrompt {
  const { metadata } = prompt;
  if (prompt.syntax !== 'handlebars') {
    const messages = formRenderer(prompt, options.limits);
    return (input) => ({
      ...metadata,
      messages: messages(withDefaults(metadata, input.input), input.messages ?? []),
    });
  }
  const fillers = prompt.templates.map((template) => fillerOf(template, options));
  const isWhole = prompt.templates.every(({ role }) => role === undefined);
  return (input) => {
    const values = withDefaults(metadata, input.input);
    const data = { metadata: { prompt: metadata, docs: input.docs, messages: input.messages }, ...input.context };
    const segments = fillers.flatMap((fill, i) => {
      const { role } = prompt.templates[i]!;
      const filled = fill({ values, data, ...(input.messages && { history: input.messages }) });
      return role === undefined ? filled : [{ role }, ...filled];
    });
    return { ...metadata, messages: messagesOf(segments, input.messages ?? [], isWhole ? 'user' : 'system') };
  };
}

type Fill = (input: Omit<HandlebarsInput, 'partial'>) => FilledSegment[];

function fillerOf(template: TemplateText, { partial, limits = templateLimits }: RenderOptions): Fill {
  const placed = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw error instanceof TemplateError ? inFile(error, template) : error;
    }
  };
  const read: Template = placed(() => readHandlebars(template.source, limits.code));
  return (input) => placed(() => fillHandlebars(read, { ...input, ...(partial && { partial }) }, limits));
}

/**
 * Merges metadata as Dotprompt does: `more`, which is given for this one rendering, takes precedence over `own`.
 * Parameters are merged one by one, by their names.
 */
export const mergedMetadata = (own: PromptMetadata, more: PromptMetadata = {}): PromptMetadata => ({
  ...own,
  ...more,
  ...(own.config && more.config && { config: { ...own.config, ...more.config } }),
});
