import type { Span } from '../../text/span';
import { frontMatterOf } from '../forms/frontMatter';
import { readPromptForm } from '../forms/readPrompt';
import type { Prompt, PromptForm, TemplateText } from '../prompt';
import { inFile } from '../render/formRenderer';
import { codeLength } from '../template/handlebarsScan';
import { readHandlebars } from '../template/readHandlebars';
import { NunjucksError } from '../template/nunjucksError';
import { asRawWherePartial } from '../template/promptfooTemplate';
import { TemplateError } from '../template/templateError';
import { otherParts } from './otherWalk';
import { placesOfSource } from './sourcePlaces';
import { templateParts } from './templateWalk';
import type { TemplateParts } from './templateWalk';

/** A template of a file, and what was read of it. */
export interface ReadTemplate {
  readonly template: TemplateText;
  /** Its parts, with places in the file. */
  readonly parts: TemplateParts;
  /** Faults of a template that can be read. Their offsets are in the file, too. */
  readonly faults: readonly TemplateError[];
}

/** A prompt file as the editor looks at it. A template that cannot be read is left out. */
export interface PromptSource {
  readonly text: string;
  readonly prompt: Prompt;
  /** The YAML between the two lines of `---`; `undefined`: there is none. */
  readonly frontMatter: Span | undefined;
  readonly templates: readonly ReadTemplate[];
  /** The reasons why templates cannot be read. Offsets are in the file. */
  readonly failures: readonly TemplateError[];
}

export const readPromptSource = (text: string, form: PromptForm = 'dotprompt'): PromptSource =>
  promptSource(text, readPromptForm(form, text));

/** Reads the templates of a prompt. */
export function promptSource(text: string, prompt: Prompt): PromptSource {
  const found = hasFrontMatter(prompt) ? frontMatterOf(text) : undefined;
  const templates: ReadTemplate[] = [];
  const failures: TemplateError[] = [];
  for (const template of prompt.templates) {
    try {
      templates.push(readTemplate(text, prompt, template));
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      failures.push(placed(error, text, template));
    }
  }
  return { text, prompt, frontMatter: typeof found === 'object' ? found.yaml : undefined, templates, failures };
}

const hasFrontMatter = ({ form }: Prompt): boolean => form === 'dotprompt' || form === 'prompty' || form === 'vscode';

/** @throws TemplateError */
function readTemplate(text: string, { form, syntax, values }: Prompt, template: TemplateText): ReadTemplate {
  // If the places of a template are not found in the file, each of them counts as the beginning of the template.
  const place = placesOfSource(text, template) ?? (() => template.span.start);
  const { source } = template;
  if (syntax === 'handlebars') {
    const read = readHandlebars(source);
    const faults = read.faults.map((fault) => placed(fault, text, template));
    return { template, parts: templateParts(read, place), faults };
  }
  // To promptfoo, a text with a tag that is not closed in its line is no template.
  const isPlain = form === 'promptfoo' && values.size === 0 && asRawWherePartial(source) !== source;
  return { template, parts: otherParts(isPlain ? 'none' : syntax, source, place), faults: [] };
}

/** Returns a fault of a template at its place in the file. */
function placed(error: TemplateError, text: string, template: TemplateText): TemplateError {
  const place = placesOfSource(text, template);
  if (!place) return inFile(error, template);
  const start = place(error.offset);
  if (!(error instanceof NunjucksError) || error.end <= error.offset) return error.at(start);
  return new NunjucksError(error.saying, start, place(error.end - 1) + 1, error.fault);
}

/**
 * The most UTF-16 code units that are read after each key: of the file, of its front matter, and of the code in its
 * brackets.
 */
const quick = { length: 500_000, yaml: 20_000 };
export const quickCode = 5_000;

/**
 * Reads a file as an editor does after each key. `undefined` where that would take too long, because the file is data
 * or was made to be slow.
 */
export function quickPromptSource(text: string, form: PromptForm = 'dotprompt'): PromptSource | undefined {
  if (text.length > quick.length) return undefined;
  const found = isAllYaml(text, form) ? undefined : frontMatterOf(text);
  const { yaml, body } =
    typeof found === 'object'
      ? found
      : { yaml: isAllYaml(text, form) ? wholeOf(text) : undefined, body: wholeOf(text) };
  if (yaml && yaml.end - yaml.start > quick.yaml) return undefined;
  return codeLength(text.slice(body.start, body.end)) > quickCode ? undefined : readPromptSource(text, form);
}

const wholeOf = ({ length }: string): Span => ({ start: 0, end: length });
const isAllYaml = (text: string, form: PromptForm): boolean =>
  form === 'github' || (form === 'promptfoo' && /^\s*- /.test(text));

export const isWithin = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;
