import { isRecord } from '../../base/json';
import type { Saying } from '../../base/say';
import type { Span } from '../../text/span';
import type { JsonObject } from '../prompt';
import { helperSigns } from '../template/handlebarsHelpers';
import type { PromptSource } from './promptSource';
import { templateParts } from './templateWalk';
import type { VariableUse } from './templateWalk';

/** A name of the input as a prompt declares it. */
export interface DeclaredVariable {
  readonly name: string;
  /** Its JSON Schema, where it has one. */
  readonly schema?: JsonObject;
  readonly isRequired: boolean;
  readonly default?: unknown;
  /** Where its name stands in the front matter, in the schema and among the defaults, without what follows it. */
  readonly places: readonly Span[];
  /** It also stands there in other characters: `"to\u0070ic"`. */
  readonly isHidden: boolean;
}

/** The variables of a prompt, by their names. */
export interface PromptVariables {
  readonly declared: ReadonlyMap<string, DeclaredVariable>;
  readonly uses: readonly VariableUse[];
  /** Names that stand at the end of blocks. */
  readonly closings: readonly VariableUse[];
}

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
  const parts = templates.map((each) => templateParts(each));
  return {
    declared: new Map(declared),
    uses: parts.flatMap(({ variables }) => variables),
    closings: parts.flatMap(({ closings }) => closings),
  };
}

/** Picoschema writes more behind a name: `focus?(array, what to look at)`. */
const picoName = /^[^?(]+/;
const declaring = /^\/input\/(?:schema\/(?:properties\/)?|default\/)([^/]+)$/;

interface PlacesOfNames {
  readonly places: ReadonlyMap<string, readonly Span[]>;
  readonly hidden: ReadonlySet<string>;
}

function placesOfNames({ text, prompt }: PromptSource): PlacesOfNames {
  const places = new Map<string, Span[]>();
  const hidden = new Set<string>();
  const isJsonSchema = prompt.keys.has('/input/schema/properties');
  for (const [pointer, span] of prompt.keys) {
    const key = declaring.exec(pointer)?.[1];
    const isInSchema = pointer.startsWith('/input/schema/');
    if (key === undefined || (isInSchema && isJsonSchema !== pointer.startsWith('/input/schema/properties/'))) continue;
    const name = picoName.exec(key.replaceAll('~1', '/').replaceAll('~0', '~'))?.[0].trim();
    if (name === undefined) continue;
    // In quotes, the name stands behind the first of them.
    const start = text.indexOf(name, span.start);
    if (start < 0 || start + name.length > span.end) hidden.add(name);
    else places.set(name, [...(places.get(name) ?? []), { start, end: start + name.length }]);
  }
  return { places, hidden };
}

/** Where a JSON Schema says that the input has to have it. Undefined: it stands there in other characters. */
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

/** The variable at a place. */
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

/** All places of the name of a variable, in their order. `isWhole`: there are no more of them. */
export function placesOf(source: PromptSource, name: string): { places: readonly Span[]; isWhole: boolean } {
  const { declared, uses, closings } = variablesOf(source);
  const inTemplate = [...uses, ...closings].flatMap((use) => (use.name === name ? [use.span] : []));
  const required = requiredPlaces(source, name);
  const places = [...(declared.get(name)?.places ?? []), ...(required ?? []), ...inTemplate];
  return {
    places: places.toSorted((a, b) => a.start - b.start),
    isWhole: required !== undefined && declared.get(name)?.isHidden !== true,
  };
}

/** What may be a name of a variable, in a template and in Picoschema. */
const validName = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;
const words = new Set(['this', 'else', 'as', 'true', 'false', 'null', 'undefined']);

/** Why a variable cannot get another name; undefined: it can. */
export function renameFault(source: PromptSource, name: string, newName: string): Saying | undefined {
  if (!validName.test(newName) || words.has(newName) || helperSigns.has(newName))
    return (say) => say('"{0}" cannot be the name of a variable.', newName);
  const { declared, uses } = variablesOf(source);
  const isOfBlock = source.templates.some((template) =>
    templateParts(template).blocks.some(({ block }) => block.params.includes(newName)),
  );
  if (newName !== name && (isOfBlock || declared.has(newName) || uses.some((use) => use.name === newName)))
    return (say) => say('There is a variable "{0}" already.', newName);
  if (!placesOf(source, name).isWhole) return (say) => say('"{0}" is also in the file in other characters.', name);
  return undefined;
}
