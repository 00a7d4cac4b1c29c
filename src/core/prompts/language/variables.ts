import { isRecord } from '../../base/json';
import type { Span } from '../../text/span';
import type { JsonObject } from '../prompt';
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
}

/** The variables of a prompt, by their names. */
export interface PromptVariables {
  readonly declared: ReadonlyMap<string, DeclaredVariable>;
  readonly uses: readonly VariableUse[];
}

export function variablesOf(source: PromptSource): PromptVariables {
  const { prompt, templates } = source;
  const { schema, defaults = {} } = prompt.metadata.input ?? {};
  const properties = isRecord(schema?.['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema?.['required']) ? schema['required'] : [];
  const places = placesOfNames(source);
  const names = new Set([...Object.keys(properties), ...Object.keys(defaults), ...places.keys()]);
  const declared = Array.from(names, (name): [string, DeclaredVariable] => {
    const of = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return [
      name,
      {
        ...{ name, isRequired: required.includes(name), places: places.get(name) ?? [] },
        ...(isRecord(of) && { schema: of }),
        ...(Object.hasOwn(defaults, name) && { default: defaults[name] }),
      },
    ];
  });
  return { declared: new Map(declared), uses: templates.flatMap((each) => templateParts(each).variables) };
}

/** Picoschema writes more behind a name: `focus?(array, what to look at)`. */
const picoName = /^[^?(]+/;
const declaring = /^\/input\/(?:schema\/(?:properties\/)?|default\/)([^/]+)$/;

function placesOfNames({ text, prompt }: PromptSource): Map<string, Span[]> {
  const places = new Map<string, Span[]>();
  const isJsonSchema = prompt.keys.has('/input/schema/properties');
  for (const [pointer, span] of prompt.keys) {
    const key = declaring.exec(pointer)?.[1];
    const isInSchema = pointer.startsWith('/input/schema/');
    if (key === undefined || (isInSchema && isJsonSchema !== pointer.startsWith('/input/schema/properties/'))) continue;
    const name = picoName.exec(key.replaceAll('~1', '/').replaceAll('~0', '~'))?.[0].trim();
    if (name === undefined) continue;
    // In quotes, the name stands behind the first of them.
    const start = text.indexOf(name, span.start);
    if (start < 0 || start + name.length > span.end) continue;
    places.set(name, [...(places.get(name) ?? []), { start, end: start + name.length }]);
  }
  return places;
}

/** The variable at a place, with all places of its name: those where it is declared first. */
export function variableAt(
  source: PromptSource,
  offset: number,
):
  | {
      readonly name: string;
      readonly span: Span;
      readonly declared: DeclaredVariable | undefined;
      readonly uses: readonly Span[];
    }
  | undefined {
  const { declared, uses } = variablesOf(source);
  const isHere = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  const used = uses.find((use) => isHere(use.span));
  const named = used ? undefined : [...declared.values()].find(({ places }) => places.some(isHere));
  const name = used?.name ?? named?.name;
  const span = used?.span ?? named?.places.find(isHere);
  if (name === undefined || !span) return undefined;
  return {
    ...{ name, span, declared: declared.get(name) },
    uses: uses.flatMap((use) => (use.name === name ? [use.span] : [])),
  };
}

/** What may be a name of a variable, in a template and in Picoschema. */
const validName = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

export const isVariableName = (name: string): boolean =>
  validName.test(name) && !['this', 'else', 'true', 'false', 'null', 'undefined'].includes(name);

/** The stretches that a new name of a variable takes the place of, in their order. */
export function renamePlaces(source: PromptSource, offset: number): readonly Span[] | undefined {
  const found = variableAt(source, offset);
  if (!found) return undefined;
  return [...(found.declared?.places ?? []), ...found.uses].sort((a, b) => a.start - b.start);
}
