import type { Span } from '../../text/span';
import type { Block, Body, Call, Expression, Partial, Path, Statement, Template } from '../template/handlebarsTree';
import type { PlaceOf } from './sourcePlaces';

/** A name of the input, where a template reads it. The span is of the name alone, in the file. */
export interface VariableUse {
  readonly name: string;
  readonly span: Span;
  /** It may be of something else than the input: only a value would tell. */
  readonly isUnsure?: true;
}

/** What a template holds, with places in the file. */
export interface TemplateParts {
  readonly variables: readonly VariableUse[];
  /** Names at the end of blocks that begin with a variable: `{{#topic}}…{{/topic}}`. */
  readonly closings: readonly VariableUse[];
  readonly calls: readonly { readonly call: Call; readonly span: Span; readonly nameSpan: Span }[];
  /** `params`: names that are known in it alone. */
  readonly blocks: readonly { readonly params: readonly string[]; readonly span: Span }[];
  /** Calls of partials that the template does not have itself. */
  readonly partials: readonly { readonly partial: Partial; readonly nameSpan: Span }[];
  /** Names that decide what is shown, or have a default: the input can be without them. */
  readonly optional: ReadonlySet<string>;
  /** It reads all of the input at once, as in `{{json this}}`. */
  readonly readsAll: boolean;
}

/** What a path without `../` is about: the input, or something in it. */
type Scope = { readonly isRoot: boolean; readonly names: ReadonlySet<string>; readonly outer: Scope | undefined };

/** Walks over a template of Handlebars once. Paths are followed as Handlebars does: `each`, `with` and a plain block are about something in the input. @param place of the template in the file */
export function templateParts(template: Template, place: PlaceOf = (offset) => offset): TemplateParts {
  const parts = {
    variables: [] as VariableUse[],
    closings: [] as VariableUse[],
    calls: [] as TemplateParts['calls'][number][],
    blocks: [] as TemplateParts['blocks'][number][],
    partials: [] as TemplateParts['partials'][number][],
    optional: new Set<string>(),
    readsAll: false,
  };
  const written = new Set<string>();
  const placed = ({ start, end }: Span): Span => ({ start: place(start), end: place(end - 1) + 1 });

  function walk(body: Body | undefined, scope: Scope): void {
    for (const name of body?.inline.keys() ?? []) written.add(name);
    for (const statement of body?.statements ?? []) visit(statement, scope);
    for (const inline of body?.inline.values() ?? []) walk(inline, scope);
  }
  function visit(statement: Statement, scope: Scope): void {
    if (statement.kind === 'output') expression(statement.value, scope);
    else if (statement.kind === 'partial') {
      parts.partials.push({ partial: statement, nameSpan: placed(statement.nameSpan) });
      if (typeof statement.name !== 'string') expression(statement.name, scope);
      if (statement.context) expression(statement.context, scope);
      for (const { value } of statement.named) expression(value, scope);
      walk(statement.body, scope);
    } else if (statement.kind === 'block') {
      parts.blocks.push({ params: statement.params, span: placed(statement.span) });
      const before = parts.variables.length;
      expression(statement.head, scope);
      for (const { name } of parts.variables.slice(before)) parts.optional.add(name);
      const closing = closingOf(statement, template.source, scope);
      if (closing) parts.closings.push({ ...closing, span: placed(closing.span) });
      walk(statement.body, innerScope(statement, scope));
      walk(statement.inverse, scope);
    }
  }
  function expression(value: Expression, scope: Scope): void {
    if (value.kind === 'path') {
      const use = variableUse(value, template.source, scope);
      if (use) parts.variables.push({ name: use.name, span: placed(use.span) });
      else parts.readsAll ||= isAll(value, scope);
    } else if (value.kind === 'call') {
      parts.calls.push({ call: value, span: placed(value.span), nameSpan: placed(value.helperSpan) });
      for (const each of value.args) expression(each, scope);
      for (const each of value.named) expression(each.value, scope);
    }
  }
  walk(template.body, { isRoot: true, names: new Set(), outer: undefined });
  const isOthers = ({ partial: { name } }: (typeof parts.partials)[number]): boolean =>
    name !== '@partial-block' && !(typeof name === 'string' && written.has(name));
  return { ...parts, partials: parts.partials.filter(isOthers) };
}

/** The variable whose name stands at the end of a block, too. */
function closingOf({ head, span }: Block, source: string, scope: Scope): VariableUse | undefined {
  if (head.kind !== 'path') return undefined;
  const [end, written] = /\{\{~?\s*\/\s*([^\s}~]+)[\s}~]*$/.exec(source.slice(span.start, span.end)) ?? [];
  if (end === undefined || written === undefined) return undefined;
  const start = span.end - end.length + end.indexOf(written);
  return variableUse({ ...head, span: { start, end: start + written.length } }, source, scope);
}

function isAll({ parts, depth, isData }: Path, scope: Scope): boolean {
  if (isData) return parts.length === 1 && parts[0] === 'root';
  return parts.length === 0 && around(scope, depth)?.isRoot === true;
}

function around(scope: Scope, depth: number): Scope | undefined {
  let found: Scope | undefined = scope;
  for (let up = 0; up < depth; up++) found = found?.outer;
  return found;
}

/** Helpers whose body is about the same as what is around it. */
const sameScope = new Set(['if', 'unless', 'ifEquals', 'unlessEquals']);

function innerScope({ head, params }: Block, outer: Scope): Scope {
  const names = new Set([...outer.names, ...params]);
  if (head.kind === 'call' && sameScope.has(head.helper)) return { ...outer, names };
  return { isRoot: false, names, outer };
}

function variableUse(
  { parts, depth, isData, isScoped, span }: Path,
  source: string,
  scope: Scope,
): VariableUse | undefined {
  const [first, second] = parts;
  const name = isData ? (first === 'root' ? second : undefined) : first;
  if (name === undefined) return undefined;
  if (!isData) {
    if (depth === 0 && !isScoped && scope.names.has(name)) return undefined;
    if (!around(scope, depth)?.isRoot) return undefined;
  }
  const written = source.slice(span.start, span.end);
  const at = written.indexOf(name, isData ? '@root.'.length : written.search(/[^./]/));
  return at < 0 ? undefined : { name, span: { start: span.start + at, end: span.start + at + name.length } };
}
