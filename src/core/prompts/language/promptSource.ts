import type { Span } from '../../text/span';
import { frontMatterOf } from '../forms/frontMatter';
import { readDotprompt } from '../forms/dotprompt';
import type { Prompt } from '../prompt';
import { codeLength } from '../template/handlebarsScan';
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

/** UTF-16 code units of what is read with each key: of the file, its front matter, and what stands in its brackets. */
const quick = { length: 500_000, yaml: 20_000 };
export const quickCode = 5_000;

/** As an editor reads a file after each key. Undefined where that would hold it up: the file is data, or was made to be slow. */
export function quickPromptSource(text: string): PromptSource | undefined {
  if (text.length > quick.length) return undefined;
  const found = frontMatterOf(text);
  const { yaml, body } = typeof found === 'object' ? found : { yaml: undefined, body: { start: 0, end: text.length } };
  if (yaml && yaml.end - yaml.start > quick.yaml) return undefined;
  return codeLength(text.slice(body.start, body.end)) > quickCode ? undefined : readPromptSource(text);
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
