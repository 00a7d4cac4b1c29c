import { distance } from 'fastest-levenshtein';
import { isRecord } from '../../base/json';
import type { Prompt, PromptProblem } from '../prompt';
import { promptRenderer } from '../render/renderPrompt';
import type { RenderOptions } from '../render/renderPrompt';
import { helperSigns } from '../template/handlebarsHelpers';
import { strayBraces } from '../template/handlebarsScan';
import { readHandlebars } from '../template/readHandlebars';
import { NunjucksError } from '../template/nunjucksError';
import { TemplateError } from '../template/templateError';
import type { TemplateFault, TemplateLimits } from '../template/templateError';
import type { PartialSource } from './partialFiles';
import { promptSource } from './promptSource';
import type { PromptSource } from './promptSource';
import { templateParts } from './templateWalk';
import type { TemplateParts } from './templateWalk';
import { isDeclaring, variablesOf } from './variables';

/** Partials and limits that a template is tried with. */
export interface TemplateFacts {
  readonly partial?: PartialSource;
  /** Limits on what the templates may use while they are tried. */
  readonly limits?: TemplateLimits;
}

/** Finds problems of the templates of a prompt, and of its variables where its form declares them. */
export function templateProblems(text: string, prompt: Prompt, { partial, limits }: TemplateFacts): PromptProblem[] {
  const source = promptSource(text, prompt);
  const problems = readingProblems(source);
  const isSound = problems.every(({ severity }) => severity !== 'error');
  const parts = source.templates.map((each) => each.parts);
  if (prompt.syntax !== 'handlebars') {
    const used = isSound ? new Set(variablesOf(source).uses.map(({ name }) => name)) : undefined;
    return [...problems, ...(isDeclaring(prompt) ? variableProblems(source, used) : [])];
  }
  return [
    ...problems,
    ...parts.flatMap(namedProblems),
    ...(partial ? partialProblems(parts, partial) : []),
    ...(partial && isSound ? innerProblems(text, prompt, { partial, ...(limits && { limits }) }) : []),
    ...variableProblems(source, isSound ? usedNames(parts, partial, limits?.code) : undefined),
  ];
}

/** Reports the templates that cannot be read, and the faults of those that can. */
function readingProblems({ text, prompt, templates, failures }: PromptSource): PromptProblem[] {
  return [
    ...failures.map((failure) => problemOf(failure, text)),
    ...templates.flatMap(({ template: { span, source }, faults }) => [
      ...faults.map((fault) => problemOf(fault, text)),
      ...(prompt.syntax === 'handlebars' ? strayBraces(source).map((at) => strayProblem(span.start + at)) : []),
    ]),
  ];
}

const strayProblem = (start: number): PromptProblem => ({
  ...{ span: { start, end: start + 2 }, severity: 'warning', rule: 'unbalanced-brace' },
  message: (say) => say('Nothing opens what "}}" closes here: it is sent as text.'),
});

/**
 * Pattern of the text that is underlined for a fault of which only the beginning is known: a word, a text in quotes or
 * the beginning of a tag.
 */
const wordAt = /"[^"\n]*"|'[^'\n]*'|\{\{\{?\{?~?[#^/>&!*]*\s*[\w.-]*|[\w.@/-]+|[^]/y;

function problemOf(error: TemplateError, text: string): PromptProblem {
  const { fault, saying, offset: at } = error;
  wordAt.lastIndex = at;
  const known = error instanceof NunjucksError ? error.end - at : 0;
  const length = known || (wordAt.exec(text)?.[0].length ?? 0);
  return { span: { start: at, end: at + length }, severity: 'error', rule: fault, message: saying };
}

/** Finds named arguments that a helper does not take. */
const namedProblems = ({ calls }: TemplateParts): PromptProblem[] =>
  calls.flatMap(({ call, span }) => {
    const { helper, named } = call;
    const sign = helperSigns.get(helper);
    return named.flatMap((each): PromptProblem[] => {
      if (!sign || sign.named?.includes(each.name)) return [];
      const start = each.span.start + span.start - call.span.start;
      return [
        {
          ...{ span: { start, end: start + each.name.length }, severity: 'warning', rule: 'helper-arguments' },
          message: (say) => say('"{0}" takes no "{1}".', helper, each.name),
        },
      ];
    });
  });

/** Faults that do not depend on the input. */
const ofAnyInput: ReadonlySet<TemplateFault> = new Set(['template-syntax', 'unknown-helper', 'unknown-partial']);
const ofLimits: ReadonlySet<TemplateFault> = new Set(['too-deep', 'too-long', 'too-many-steps']);

/**
 * Renders a prompt with its defaults alone. Reports a fault in a partial that any input would meet,
 * and a template that exceeds the limits, such as one without an end.
 */
function innerProblems(text: string, prompt: Prompt, options: RenderOptions): PromptProblem[] {
  try {
    promptRenderer(prompt, options)({});
    return [];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const isOwn = error.partial !== undefined && ofAnyInput.has(error.fault);
    return isOwn || ofLimits.has(error.fault) ? [problemOf(error, text)] : [];
  }
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

/** The most characters of a name that is compared. */
const mostCompared = 60;
/** The most declared names that a name is compared with. */
const mostNames = 200;

/** Finds the declared name that was meant, which differs only a little. */
function nearName(name: string, declared: Iterable<string>): string | undefined {
  if (name.length > mostCompared) return undefined;
  const most = Math.max(1, Math.floor(name.length / 3));
  const [best] = Array.from(declared)
    .slice(0, mostNames)
    .filter((each) => Math.abs(each.length - name.length) <= most)
    .map((each) => ({ each, far: distance(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, far }) => far <= most || lettersOf(each) === lettersOf(name))
    .toSorted((a, b) => a.far - b.far);
  return name.length < 3 && best?.far !== 0 ? undefined : best?.each;
}

const lettersOf = (name: string): string => Array.from(name.toLowerCase()).sort().join('');

/**
 * Finds unknown and unused variables.
 * @param used the names of the input that are read; without them none is unused.
 */
function variableProblems(source: PromptSource, used: ReadonlySet<string> | undefined): PromptProblem[] {
  const { schema } = source.prompt.metadata.input ?? {};
  // No name is unknown where the schema lists no names, or allows any others.
  if (!isRecord(schema?.['properties']) || (schema['additionalProperties'] ?? false) !== false) return [];
  const { declared, uses } = variablesOf(source);
  const unknown = uses.flatMap(({ name, span, isUnsure }): PromptProblem[] => {
    if (declared.has(name) || isUnsure) return [];
    const near = nearName(name, declared.keys());
    const isWritten = source.text.slice(span.start, span.end) === name;
    return [
      {
        ...{ span, severity: 'warning', rule: 'unknown-variable' },
        message: (say) =>
          near === undefined
            ? say('The schema of the input has no "{0}".', name)
            : say('The schema of the input has no "{0}". Did you mean {1}?', name, near),
        ...(near !== undefined &&
          isWritten && { fix: { title: (say) => say('Replace with {0}', near), edits: [{ span, text: near }] } }),
      },
    ];
  });
  if (!used) return unknown;
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

/** Returns the names of the input that are read, also by partials; `undefined` where any name may be read. */
function usedNames(
  parts: readonly TemplateParts[],
  partial: PartialSource | undefined,
  mostCode: number | undefined,
): Set<string> | undefined {
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
      const inner = partsOf(partial?.(called.name), mostCode);
      if (!inner) return undefined;
      queue.push(inner);
    }
  }
  return names;
}

function partsOf(source: string | undefined, mostCode: number | undefined): TemplateParts | undefined {
  if (source === undefined) return undefined;
  try {
    return templateParts(readHandlebars(source, mostCode));
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
