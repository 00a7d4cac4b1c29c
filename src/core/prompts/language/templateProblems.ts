import { isRecord } from '../../base/json';
import type { Prompt, PromptProblem } from '../prompt';
import { promptRenderer } from '../render/renderPrompt';
import { readHandlebars } from '../template/readHandlebars';
import { TemplateError } from '../template/templateError';
import type { PlacedTemplate, PromptSource } from './promptSource';
import { templateParts } from './templateWalk';
import type { TemplateParts } from './templateWalk';
import { variablesOf } from './variables';

/** The source of a partial; `undefined`: there is none. */
export type PartialSource = (name: string) => string | undefined;

/** What is wrong with the templates of a prompt, and with its variables where its form declares them. */
export function templateProblems(text: string, prompt: Prompt, partial: PartialSource | undefined): PromptProblem[] {
  if (prompt.syntax !== 'handlebars') return rendererProblems(text, prompt);
  const { templates, problems } = placedTemplates(text, prompt);
  const parts = templates.map((template) => templateParts(template));
  return [
    ...problems,
    ...(partial ? partialProblems(parts, partial) : []),
    ...variableProblems({ text, prompt, frontMatter: undefined, templates }, parts, partial),
  ];
}

/** What can be read, and what cannot. */
function placedTemplates(text: string, prompt: Prompt): { templates: PlacedTemplate[]; problems: PromptProblem[] } {
  const templates: PlacedTemplate[] = [];
  const problems: PromptProblem[] = [];
  for (const { span, source } of prompt.templates) {
    try {
      const template = readHandlebars(source);
      templates.push({ start: span.start, template });
      for (const fault of template.faults) problems.push(problemOf(fault, text, span.start));
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      problems.push(problemOf(error, text, span.start));
    }
  }
  return { templates, problems };
}

function rendererProblems(text: string, prompt: Prompt): PromptProblem[] {
  try {
    promptRenderer(prompt);
    return [];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return [problemOf(error, text)];
  }
}

/** A word, a text in quotes or the beginning of a tag: what is underlined of a fault, of which only the beginning is known. */
const wordAt = /"[^"\n]*"|'[^'\n]*'|\{\{\{?\{?~?[#^/>&!*]*\s*[\w.-]*|[\w.@/-]+|[^]/y;

/** @param start where the template begins in the file. */
function problemOf({ fault, saying, offset }: TemplateError, text: string, start = 0): PromptProblem {
  const at = start + offset;
  wordAt.lastIndex = at;
  const length = wordAt.exec(text)?.[0].length ?? 0;
  return { span: { start: at, end: at + length }, severity: 'error', rule: fault, message: saying };
}

const partialProblems = (parts: readonly TemplateParts[], partial: PartialSource): PromptProblem[] =>
  parts.flatMap(({ partials }) =>
    partials.flatMap(({ partial: { name, body }, nameSpan }): PromptProblem[] => {
      if (typeof name !== 'string' || body || partial(name) !== undefined) return [];
      return [
        {
          ...{ span: nameSpan, severity: 'error', rule: 'unknown-partial' },
          message: (say) => say('There is no partial "{0}".', name),
        },
      ];
    }),
  );

function variableProblems(
  source: PromptSource,
  parts: readonly TemplateParts[],
  partial: PartialSource | undefined,
): PromptProblem[] {
  const { schema } = source.prompt.metadata.input ?? {};
  // Without a list of names, or with any others, none is unknown.
  if (!isRecord(schema?.['properties']) || (schema['additionalProperties'] ?? false) !== false) return [];
  const { declared, uses } = variablesOf(source);
  const unknown = uses.flatMap(({ name, span }): PromptProblem[] => {
    if (declared.has(name)) return [];
    return [
      {
        ...{ span, severity: 'warning', rule: 'unknown-variable' },
        message: (say) => say('The schema of the input has no "{0}".', name),
      },
    ];
  });
  const used = usedNames(parts, partial);
  if (!used || source.templates.length < source.prompt.templates.length) return unknown;
  const unused = Array.from(declared.values()).flatMap(({ name, places: [span] }): PromptProblem[] => {
    if (used.has(name) || !span) return [];
    return [
      {
        ...{ span, severity: 'warning', rule: 'unused-input' },
        message: (say) => say('"{0}" is declared, and never used.', name),
      },
    ];
  });
  return [...unknown, ...unused];
}

/** The names of the input that are read, also by partials. Undefined: it may be any. */
function usedNames(parts: readonly TemplateParts[], partial: PartialSource | undefined): Set<string> | undefined {
  const names = new Set<string>();
  const seen = new Set<string>();
  const queue = [...parts];
  for (const { variables, partials, readsAll } of queue) {
    if (readsAll) return undefined;
    for (const { name } of variables) names.add(name);
    for (const { partial: called } of partials) {
      if (typeof called.name !== 'string') return undefined;
      if (seen.has(called.name)) continue;
      seen.add(called.name);
      const inner = partsOf(partial?.(called.name));
      if (!inner) return undefined;
      queue.push(inner);
    }
  }
  return names;
}

function partsOf(source: string | undefined): TemplateParts | undefined {
  if (source === undefined) return undefined;
  try {
    return templateParts({ start: 0, template: readHandlebars(source) });
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
