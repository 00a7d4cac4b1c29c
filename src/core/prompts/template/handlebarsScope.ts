import { positionIn } from '../../base/jsonError';
import type { Body, Path } from './handlebarsTree';
import { fieldOf } from './handlebarsValues';
import { TemplateError } from './templateError';

/** The partial that a part of a template stands in. */
export interface Home {
  readonly name: string;
  readonly source: string;
}

/** Meanings of names at a place of a template. */
export interface Scope {
  readonly value: unknown;
  /** The scope around the nearest block that has another value: `../`. */
  readonly outer: Scope | undefined;
  readonly data: DataFrame;
  /** Names of blocks, innermost first. */
  readonly params: Params | undefined;
  /** The content between `{{#> name}}` and its end. */
  readonly shown: { readonly body: Body; readonly scope: Scope } | undefined;
  readonly unit: Unit;
}

/** A unit that is filled as a whole: the template, or one call of a partial. */
export interface Unit {
  /** The partial; `undefined` for the template itself. */
  readonly home: Home | undefined;
  /** The inline partials at the place that is being filled. */
  inline: Inline | undefined;
}

interface DataFrame {
  readonly values: Readonly<Record<string, unknown>>;
  readonly parent: DataFrame | undefined;
}

interface Params {
  readonly values: ReadonlyMap<string, unknown>;
  readonly next: Params | undefined;
}

export interface Inline {
  readonly bodies: ReadonlyMap<string, Body>;
  /** The scope in which they are defined. */
  readonly scope: Scope;
  readonly next: Inline | undefined;
}

/** Returns the scope within a block that has a value of its own. */
export function inside(scope: Scope, value: unknown, names: readonly string[], of: readonly unknown[]): Scope {
  const params =
    names.length === 0 ? scope.params : { values: new Map(names.map((name, i) => [name, of[i]])), next: scope.params };
  return value === scope.value ? { ...scope, params } : { ...scope, value, params, outer: scope };
}

/** Returns the inline partials at the place where a body is filled, and those in the body. */
export const withInline = ({ inline }: Body, scope: Scope): Inline | undefined =>
  inline.size === 0 ? scope.unit.inline : { bodies: inline, scope, next: scope.unit.inline };

/** Finds an inline partial, and the scope in which it is defined. */
export function inlineOf(
  inline: Inline | undefined,
  name: string,
): { readonly body: Body; readonly scope: Scope } | undefined {
  for (let each = inline; each; each = each.next) {
    const body = each.bodies.get(name);
    if (body) return { body, scope: each.scope };
  }
  return undefined;
}

export function pathValue({ isData, isScoped, depth, parts }: Path, scope: Scope): unknown {
  const [first = ''] = parts;
  if (isData) return dataValue(depth, parts, scope.data);
  if (depth === 0 && !isScoped) {
    for (let each = scope.params; each; each = each.next) {
      if (each.values.has(first)) return fieldsOf(each.values.get(first), parts, 1);
    }
  }
  let at: Scope | undefined = scope;
  for (let i = 0; i < depth && at; i++) at = at.outer;
  return fieldsOf(at?.value, parts, 0);
}

function dataValue(depth: number, [name = '', ...rest]: readonly string[], data: DataFrame): unknown {
  let at: DataFrame | undefined = data;
  for (let i = 0; i < depth && at; i++) at = at.parent;
  while (at && !Object.hasOwn(at.values, name)) at = at.parent;
  return fieldsOf(fieldOf(at?.values, name), rest, 0);
}

function fieldsOf(value: unknown, parts: readonly string[], from: number): unknown {
  let at = value;
  for (let i = from; i < parts.length && at !== undefined && at !== null; i++) at = fieldOf(at, parts[i]!);
  return at;
}

/** Reports an error in a partial at the place where the template itself calls it. */
export function inPartial(error: TemplateError, { name, source }: Home, offset: number): TemplateError {
  const { line, column } = positionIn(source, error.offset);
  return new TemplateError(
    error.fault,
    (say) => say('In the partial "{0}", line {1}, column {2}: {3}', name, line, column, error.saying(say)),
    offset,
    name,
  );
}
