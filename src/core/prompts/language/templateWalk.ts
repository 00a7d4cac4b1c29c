import type { Span } from '../../text/span';
import type { Block, Body, Call, Expression, Partial, Path, Statement, Template } from '../template/handlebarsTree';
import type { PlaceOf } from './sourcePlaces';

/** A name of the input, where a template reads it. The span is of the name alone, in the file. */
export interface VariableUse {
  readonly name: string;
  readonly span: Span;
  /** Whether the name may belong to something other than the input, which only a value would tell. */
  readonly isUnsure?: true;
}

/** Parts of a template, with their places in the file. */
export interface TemplateParts {
  readonly variables: readonly VariableUse[];
  /** Names at the end of blocks that begin with a variable: `{{#topic}}…{{/topic}}`. */
  readonly closings: readonly VariableUse[];
  readonly calls: readonly { readonly call: Call; readonly span: Span; readonly nameSpan: Span }[];
  /** Blocks. `params` are names that are known only within a block. */
  readonly blocks: readonly { readonly params: readonly string[]; readonly span: Span }[];
  /** Calls of partials that the template does not define itself. */
  readonly partials: readonly { readonly partial: Partial; readonly nameSpan: Span }[];
  /** Names that decide what is shown, or have a default, so that the input may lack them. */
  readonly optional: ReadonlySet<string>;
  /** Whether the template reads all of the input at once, as in `{{json this}}`. */
  readonly readsAll: boolean;
}

/** The value that a path without `../` begins at: the input (`isRoot`), or something in it. */
type Scope = { readonly isRoot: boolean; readonly names: ReadonlySet<string>; readonly outer: Scope | undefined };

/**
 * Walks over a template of Handlebars once. Paths are followed as in Handlebars: within `each`, `with` and a plain
 * block, they begin at something in the input.
 * @param place maps a place in the template to the file.
 */
export function templateParts(template: Template, place: PlaceOf = (offset) => offset): TemplateParts {
  const walk = new TemplateWalk(template.source, place);
  walk.body(template.body, { isRoot: true, names: new Set(), outer: undefined });
  return walk.parts();
}

/** Gathers the parts of a template on its way. */
class TemplateWalk {
  private readonly variables: VariableUse[] = [];
  private readonly closings: VariableUse[] = [];
  private readonly calls: TemplateParts['calls'][number][] = [];
  private readonly blocks: TemplateParts['blocks'][number][] = [];
  private readonly partials: TemplateParts['partials'][number][] = [];
  private readonly optional = new Set<string>();
  private readsAll = false;
  /** Names of the partials that the template defines itself. */
  private readonly written = new Set<string>();

  constructor(
    private readonly source: string,
    private readonly place: PlaceOf,
  ) {}

  parts(): TemplateParts {
    const { variables, closings, calls, blocks, optional, readsAll, written } = this;
    const partials = this.partials.filter(
      ({ partial: { name } }) => name !== '@partial-block' && !(typeof name === 'string' && written.has(name)),
    );
    return { variables, closings, calls, blocks, partials, optional, readsAll };
  }

  body(body: Body | undefined, scope: Scope): void {
    for (const name of body?.inline.keys() ?? []) this.written.add(name);
    for (const statement of body?.statements ?? []) this.statement(statement, scope);
    for (const inline of body?.inline.values() ?? []) this.body(inline, scope);
  }

  private statement(statement: Statement, scope: Scope): void {
    if (statement.kind === 'output') this.expression(statement.value, scope);
    else if (statement.kind === 'partial') this.partial(statement, scope);
    else if (statement.kind === 'block') this.block(statement, scope);
  }

  private partial(partial: Partial, scope: Scope): void {
    this.partials.push({ partial, nameSpan: this.placed(partial.nameSpan) });
    if (typeof partial.name !== 'string') this.expression(partial.name, scope);
    if (partial.context) this.expression(partial.context, scope);
    for (const { value } of partial.named) this.expression(value, scope);
    this.body(partial.body, scope);
  }

  private block(block: Block, scope: Scope): void {
    this.blocks.push({ params: block.params, span: this.placed(block.span) });
    const before = this.variables.length;
    this.expression(block.head, scope);
    for (const { name } of this.variables.slice(before)) this.optional.add(name);
    const closing = closingOf(block, this.source, scope);
    if (closing) this.closings.push({ ...closing, span: this.placed(closing.span) });
    this.body(block.body, innerScope(block, scope));
    this.body(block.inverse, scope);
  }

  private expression(value: Expression, scope: Scope): void {
    if (value.kind === 'path') {
      const use = variableUse(value, this.source, scope);
      if (use) this.variables.push({ name: use.name, span: this.placed(use.span) });
      else this.readsAll ||= isAll(value, scope);
    } else if (value.kind === 'call') {
      this.calls.push({ call: value, span: this.placed(value.span), nameSpan: this.placed(value.helperSpan) });
      for (const each of value.args) this.expression(each, scope);
      for (const each of value.named) this.expression(each.value, scope);
    }
  }

  private placed({ start, end }: Span): Span {
    return { start: this.place(start), end: this.place(end - 1) + 1 };
  }
}

/** Finds the variable whose name also stands at the end of a block. */
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

/** Helpers whose body has the same scope as the text around it. */
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
