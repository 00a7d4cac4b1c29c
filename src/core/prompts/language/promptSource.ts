import type { Span } from '../../text/span';
import { frontMatterOf } from '../forms/frontMatter';
import { readDotprompt } from '../forms/dotprompt';
import type { Prompt } from '../prompt';
import type { Template } from '../template/handlebarsTree';
import { readHandlebars } from '../template/readHandlebars';
import { TemplateError } from '../template/templateError';

/** A template of a file, read, with where it begins in the file. */
export interface PlacedTemplate {
  readonly start: number;
  readonly template: Template;
}

/** A `.prompt` file as the editor looks at it. Where its template cannot be read, it has none. */
export interface PromptSource {
  readonly text: string;
  readonly prompt: Prompt;
  /** The YAML between the two lines of `---`; `undefined`: there is none. */
  readonly frontMatter: Span | undefined;
  readonly templates: readonly PlacedTemplate[];
}

export function readPromptSource(text: string): PromptSource {
  const prompt = readDotprompt(text);
  const found = frontMatterOf(text);
  const templates = prompt.templates.flatMap(({ span, source }) => {
    const template = readOrNone(source);
    return template ? [{ start: span.start, template }] : [];
  });
  return { text, prompt, frontMatter: typeof found === 'object' ? found.yaml : undefined, templates };
}

function readOrNone(source: string): Template | undefined {
  try {
    return readHandlebars(source);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

export const isWithin = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** UTF-16 code units between the brackets of a text: reading a template takes a time that grows with them. */
export function codeLength(text: string): number {
  let length = 0;
  for (let at = text.indexOf('{{'); at >= 0;) {
    const end = text.indexOf('}}', at);
    if (end < 0) return length + text.length - at;
    length += end - at;
    at = text.indexOf('{{', end);
  }
  return length;
}
