import { isRecord } from '../../base/json';
import type { Saying } from '../../base/say';
import type { Span } from '../../text/span';
import { promptyAgent } from '../forms/promptyAgent';
import type { JsonObject, Prompt } from '../prompt';
import { helperSigns } from '../template/handlebarsHelpers';
import { placeholderMatches } from '../template/placeholders';
import { readPromptSource } from './promptSource';
import type { PromptSource } from './promptSource';
import type { VariableUse } from './templateWalk';

/** A name of the input as a prompt declares it. */
export interface DeclaredVariable {
  readonly name: string;
  /** Its JSON Schema, where it has one. */
  readonly schema?: JsonObject;
  readonly isRequired: boolean;
  readonly default?: unknown;
  /** Places of its name in the front matter, in the schema and among the defaults, without what follows the name. */
  readonly places: readonly Span[];
  /** Whether the name also stands there in other characters: `"to\u0070ic"`. */
  readonly isHidden: boolean;
}

/** The variables of a prompt, by their names. */
interface PromptVariables {
  readonly declared: ReadonlyMap<string, DeclaredVariable>;
  readonly uses: readonly VariableUse[];
  /** Names that stand at the end of blocks. */
  readonly closings: readonly VariableUse[];
}

/** Whether a form has a list of its variables. Where it has none, any name may be one. */
export const isDeclaring = ({ form }: Prompt): boolean => form === 'dotprompt' || form === 'prompty';

export function variablesOf(source: PromptSource): PromptVariables {
  const { prompt, templates } = source;
  const { schema, defaults = {} } = prompt.metadata.input ?? {};
  const properties = isRecord(schema?.['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema?.['required']) ? schema['required'] : [];
  const { places, hidden } = placesOfNames(source);
  const names = new Set([...Object.keys(properties), ...Object.keys(defaults), ...places.keys()]);
  const declared = Array.from(names, (name): [string, DeclaredVariable] => {
    const of = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return [
      name,
      {
        ...{ name, isRequired: required.includes(name), places: places.get(name) ?? [], isHidden: hidden.has(name) },
        ...(isRecord(of) && { schema: of }),
        ...(Object.hasOwn(defaults, name) && { default: defaults[name] }),
      },
    ];
  });
  return {
    declared: new Map(declared),
    uses: [...templates.flatMap(({ parts }) => parts.variables), ...usesBeside(source)],
    closings: templates.flatMap(({ parts }) => parts.closings),
  };
}

/**
 * Finds variables that a form names outside its templates: in GitHub's checks of an answer, and in what a tool of
 * Prompty gets.
 */
function usesBeside({ text, prompt: { form, values } }: PromptSource): VariableUse[] {
  return Array.from(values).flatMap(([pointer, { start, end }]): VariableUse[] => {
    const written = text.slice(start, end);
    if (form === 'prompty' && /^\/tools\/[^/]+\/bindings\/[^/]+(?:\/input)?$/.test(pointer)) {
      const [, quote = '', name] = /^(["']?)([\p{L}_][\p{L}\p{N}_]*)\1$/u.exec(written) ?? [];
      return name === undefined ? [] : [{ name, span: { start: start + quote.length, end: end - quote.length } }];
    }
    if (form !== 'github' || !/^\/evaluators\/\d+\/.*\/[^/]+$/.test(pointer)) return [];
    return placeholderMatches(written).flatMap(({ index, text: tag, name }) => {
      const at = start + index + tag.indexOf(name);
      return ofAnswers.has(name) ? [] : [{ name, span: { start: at, end: at + name.length } }];
    });
  });
}

/** Names that a check of GitHub Models may use in addition to the variables of the row. */
const ofAnswers = new Set(['completion', 'expected']);

/** Pattern of the name in a key of Picoschema, which has more after it: `focus?(array, what to look at)`. */
const picoName = /^[^?(]+/;
const declaring = /^\/input\/(?:schema\/(?:properties\/)?|default\/)([^/]+)$/;
/** Patterns of the places that declare names in other forms: keys that are names, and values that are names. */
const declaringElsewhere: Readonly<
  Partial<Record<Prompt['form'], { readonly keys: RegExp; readonly values?: RegExp }>>
> = {
  prompty: { keys: /^\/(?:inputs|sample)\/([^/]+)$/, values: /^\/inputs\/\d+\/name$/ },
  github: { keys: /^\/testData\/\d+\/(?!expected$)([^/]+)$/ },
};

interface PlacesOfNames {
  readonly places: ReadonlyMap<string, readonly Span[]>;
  readonly hidden: ReadonlySet<string>;
}

function placesOfNames(source: PromptSource): PlacesOfNames {
  const { text, prompt } = source;
  const places = new Map<string, Span[]>();
  const hidden = new Set<string>();
  const add = (name: string, span: Span): void => {
    // In quotes, the name begins after the first one.
    const start = text.indexOf(name, span.start);
    if (start < 0 || start + name.length > span.end) hidden.add(name);
    else places.set(name, [...(places.get(name) ?? []), { start, end: start + name.length }]);
  };
  if (prompt.form !== 'dotprompt') {
    for (const [name, span] of namesElsewhere(prompt)) add(name, span);
    return { places, hidden };
  }
  const isJsonSchema = prompt.keys.has('/input/schema/properties');
  for (const [pointer, span] of prompt.keys) {
    const key = declaring.exec(pointer)?.[1];
    const isInSchema = pointer.startsWith('/input/schema/');
    if (key === undefined || (isInSchema && isJsonSchema !== pointer.startsWith('/input/schema/properties/'))) continue;
    const name = picoName.exec(key.replaceAll('~1', '/').replaceAll('~0', '~'))?.[0].trim();
    if (name !== undefined) add(name, span);
  }
  return { places, hidden };
}

function namesElsewhere({ form, metadata, keys, values }: Prompt): [name: string, span: Span][] {
  const found = declaringElsewhere[form];
  if (!found) return [];
  const list = form === 'prompty' ? (promptyAgent(metadata.raw ?? {}).inputs ?? []) : [];
  const isList = Array.isArray(metadata.raw?.['inputs']);
  const named = Array.from(values).flatMap(([pointer, span]): [string, Span][] => {
    const name = found.values?.test(pointer) ? list[Number(pointer.split('/')[2])]?.name : undefined;
    return name === undefined ? [] : [[name, span]];
  });
  const inKeys = Array.from(keys).flatMap(([pointer, span]): [string, Span][] => {
    const key = isList && pointer.startsWith('/inputs/') ? undefined : found.keys.exec(pointer)?.[1];
    return key === undefined ? [] : [[key.replaceAll('~1', '/').replaceAll('~0', '~'), span]];
  });
  return [...inKeys, ...named];
}

/** Finds where a JSON Schema requires a name; `undefined` where the name stands there in other characters. */
function requiredPlaces({ text, prompt }: PromptSource, name: string): Span[] | undefined {
  const required = prompt.metadata.input?.schema?.['required'];
  const at = Array.isArray(required) ? required.flatMap((each, i) => (each === name ? [i] : [])) : [];
  const spans = at.flatMap((i) => prompt.values.get(`/input/schema/required/${i}`) ?? []);
  const places = spans.flatMap((span): Span[] => {
    const start = text.indexOf(name, span.start);
    return start < 0 || start + name.length > span.end ? [] : [{ start, end: start + name.length }];
  });
  return places.length === spans.length ? places : undefined;
}

/** Finds the variable at a place. */
export function variableAt(
  source: PromptSource,
  offset: number,
): { readonly name: string; readonly span: Span; readonly declared: DeclaredVariable | undefined } | undefined {
  const { declared, uses, closings } = variablesOf(source);
  const isHere = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  const used = [...uses, ...closings].find(({ span }) => isHere(span));
  const named = used ? undefined : [...declared.values()].find(({ places }) => places.some(isHere));
  const name = used?.name ?? named?.name;
  const span = used?.span ?? named?.places.find(isHere);
  return name === undefined || !span ? undefined : { name, span, declared: declared.get(name) };
}

/** Returns the names that a prompt reads, and that have neither a value nor a default. */
export function namesWithout(source: PromptSource, values: JsonObject): string[] {
  const { declared, uses } = variablesOf(source);
  const names = new Set(uses.map(({ name }) => name));
  return [...names].filter((name) => !Object.hasOwn(values, name) && declared.get(name)?.default === undefined);
}

/** Finds all places of the name of a variable, in their order. `isWhole`: no place is missing. */
export function placesOf(source: PromptSource, name: string): { places: readonly Span[]; isWhole: boolean } {
  const { declared, uses, closings } = variablesOf(source);
  const inTemplate = [...uses, ...closings].flatMap((use) => (use.name === name ? [use.span] : []));
  const required = requiredPlaces(source, name);
  const places = [...(declared.get(name)?.places ?? []), ...(required ?? []), ...inTemplate];
  const isWritten = places.every(({ start, end }) => source.text.slice(start, end) === name);
  return {
    places: places.toSorted((a, b) => a.start - b.start),
    isWhole: required !== undefined && isWritten && declared.get(name)?.isHidden !== true,
  };
}

/** A name that a variable may have, in a template and in Picoschema. */
const validName = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;
const otherWords = new Set([
  'if',
  'for',
  'in',
  'not',
  'and',
  'or',
  'is',
  'none',
  'None',
  'True',
  'False',
  'loop',
  'env',
]);
const words = new Set(['this', 'else', 'as', 'true', 'false', 'null', 'undefined']);

/** Returns the reason why a variable cannot be renamed; `undefined` where it can. */
export function renameFault(source: PromptSource, name: string, newName: string): Saying | undefined {
  if (source.failures.length > 0) return (say) => say('The template cannot be read: nothing is renamed in it.');
  const isOther = source.prompt.syntax !== 'handlebars';
  const isTaken = isOther ? otherWords.has(newName) || newName.includes('-') : helperSigns.has(newName);
  if (!validName.test(newName) || words.has(newName) || isTaken)
    return (say) => say('"{0}" cannot be the name of a variable.', newName);
  const { declared, uses } = variablesOf(source);
  const isOfBlock = source.templates.some(({ parts }) => parts.blocks.some(({ params }) => params.includes(newName)));
  if (newName !== name && (isOfBlock || declared.has(newName) || uses.some((use) => use.name === newName)))
    return (say) => say('There is a variable "{0}" already.', newName);
  if (!placesOf(source, name).isWhole) return (say) => say('"{0}" is also in the file in other characters.', name);
  if (isOther && !isReadAgain(source, name, newName))
    return (say) => say('"{0}" cannot be the name of a variable.', newName);
  return undefined;
}

/** Whether the form recognizes the new name in all places after the change. */
function isReadAgain(source: PromptSource, name: string, newName: string): boolean {
  const { places } = placesOf(source, name);
  const text = places.reduceRight((all, { start, end }) => all.slice(0, start) + newName + all.slice(end), source.text);
  return placesOf(readPromptSource(text, source.prompt.form), newName).places.length === places.length;
}
