import { promptFormOf } from '../forms/readPrompt';
import type { JsonObject } from '../prompt';
import { asRawWherePartial } from '../template/promptfooTemplate';
import { otherParts } from './otherWalk';
import { readPromptSource } from './promptSource';
import type { PromptSource } from './promptSource';
import type { TemplateParts, VariableUse } from './templateWalk';
import { variablesOf } from './variables';

/**
 * Returns the names that a prompt shows and has no default for, so that something is missing without a value. Names
 * that only decide what is shown are optional.
 * @param file the file name; a text without one is read as promptfoo's.
 * @throws TemplateError
 */
export function neededNames(source: string, file = ''): Set<string> {
  const form = promptFormOf(file);
  if (form === undefined) return needed([textParts(source)]);
  const read = readPromptSource(source, form);
  const [failure] = read.failures;
  if (failure) throw failure;
  return neededIn(read);
}

/** Returns the needed names of a prompt that was read, without the names that have a value. */
export const missingNames = (source: PromptSource, values: JsonObject): string[] =>
  [...neededIn(source)].filter((name) => !Object.hasOwn(values, name));

function neededIn(source: PromptSource): Set<string> {
  const { declared } = variablesOf(source);
  const isGithub = source.prompt.form === 'github';
  const isFilled = ({ name }: VariableUse): boolean => {
    const variable = declared.get(name);
    return variable !== undefined && (variable.default !== undefined || !(isGithub || variable.isRequired));
  };
  return needed(
    source.templates.map(({ parts }) => parts),
    isFilled,
  );
}

/** Returns all names that values may be given for, including those with a default. @throws TemplateError */
export function valueNames(source: string, file = ''): Set<string> {
  const form = promptFormOf(file);
  const all =
    form === undefined ? [textParts(source)] : readPromptSource(source, form).templates.map(({ parts }) => parts);
  return new Set(
    all.flatMap(({ variables }) => variables).flatMap(({ name, isUnsure }) => (isUnsure === true ? [] : [name])),
  );
}

/** Reads the parts of a text of promptfoo. */
function textParts(source: string): TemplateParts {
  const isPlain = asRawWherePartial(source) !== source;
  return otherParts(isPlain ? 'none' : 'nunjucks', source, (offset) => offset);
}

function needed(all: readonly TemplateParts[], isFilled: (use: VariableUse) => boolean = () => false): Set<string> {
  const optional = new Set(all.flatMap((parts) => [...parts.optional]));
  const uses = all.flatMap(({ variables }) => variables);
  return new Set(
    uses.filter((use) => use.isUnsure !== true && !optional.has(use.name) && !isFilled(use)).map(({ name }) => name),
  );
}
