import { positionIn } from '../../base/jsonError';
import { roleFault } from './buildHandlebars';
import { tooDeep } from './handlebarsScan';
import { inlineOf, inside, pathValue } from './handlebarsScope';
import type { Scope } from './handlebarsScope';
import type { Block, Body, Call, Expression, Named, Partial, Statement, Template } from './handlebarsTree';
import { fieldOf, isEmpty, jsonOf, recordOf, textOf } from './handlebarsValues';
import { readHandlebars } from './readHandlebars';
import { indented } from './segments';
import type { Segment } from './segments';
import { TemplateError, templateLimits } from './templateError';
import type { TemplateFault, TemplateLimits } from './templateError';
import type { PromptRole } from '../prompt';

/** What a template is filled with. */
export interface HandlebarsInput {
  readonly values: unknown;
  /** What it reads as `@name`. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The source of a partial. It is called once for each name. */
  readonly partial?: (name: string) => string | undefined;
}

/** Fills templates of Handlebars: no code of theirs runs, and what they may use is bounded. */
export function fillHandlebars(template: Template, input: HandlebarsInput, limits = templateLimits): Segment[] {
  return new Filling(input, limits).whole(template);
}

class Filling {
  private out: Segment[] = [];
  private steps = 0;
  private depth = 0;
  private length = 0;
  private readonly partials = new Map<string, Template | undefined>();

  constructor(
    private readonly input: HandlebarsInput,
    private readonly limits: TemplateLimits,
  ) {}

  whole(template: Template): Segment[] {
    const [fault] = template.faults;
    if (fault) throw fault;
    const { values, data } = this.input;
    this.body(template.body, {
      value: values,
      outer: undefined,
      data: { values: { root: values, ...data }, parent: undefined },
      params: undefined,
      inline: undefined,
      shown: undefined,
    });
    return this.out;
  }

  private body(body: Body | undefined, outer: Scope): void {
    if (!body) return;
    const scope = body.inline.size === 0 ? outer : { ...outer, inline: { bodies: body.inline, next: outer.inline } };
    for (const statement of body.statements) this.statement(statement, scope);
  }

  private statement(statement: Statement, scope: Scope): void {
    if (statement.kind === 'text') return this.write(statement.text, 0);
    const { start } = statement.span;
    this.step(1, start);
    if (statement.kind === 'block') return this.within(start, () => this.block(statement, scope));
    if (statement.kind === 'partial') return this.within(start, () => this.partial(statement, scope));
    const { value } = statement;
    if (value.kind === 'call' && this.mark(value, scope)) return;
    this.write(textOf(this.value(value, scope)), start);
  }

  private write(text: string, offset: number): void {
    if (text === '') return;
    this.length += text.length;
    if (this.length > this.limits.output) throw tooLong(offset);
    const last = this.out.length - 1;
    const before = this.out[last];
    if (typeof before === 'string') this.out[last] = before + text;
    else this.out.push(text);
  }

  /** Whether the call stands for itself in the text. */
  private mark(call: Call, scope: Scope): boolean {
    switch (call.helper) {
      case 'history':
        this.out.push({ history: true });
        return true;
      case 'role': {
        const role = this.value(call.args[0]!, scope);
        const fault = roleFault(role, call.args[0]!.span.start);
        if (fault) throw fault;
        this.out.push({ role: role as PromptRole });
        return true;
      }
      case 'section':
        this.out.push({ section: textOf(this.value(call.args[0]!, scope)) });
        return true;
      case 'media': {
        const { url, contentType } = this.fields(call.named, scope);
        if (textOf(url) === '') {
          throw fault(
            'helper-arguments',
            (say) => say('"media" is given no address: "url" is empty.'),
            call.span.start,
          );
        }
        const type = textOf(contentType);
        this.out.push({ media: { url: textOf(url), ...(type === '' ? {} : { contentType: type }) } });
        return true;
      }
      default:
        return false;
    }
  }

  private block({ head, params, body, inverse }: Block, scope: Scope): void {
    const helper = head.kind === 'call' ? head.helper : undefined;
    const args = head.kind === 'call' ? head.args.map((each) => this.value(each, scope)) : [];
    const [first, second] = args;
    const choose = (isSo: boolean): void => this.body(isSo ? body : inverse, scope);
    switch (helper) {
      case 'if':
      case 'unless': {
        const isZero = first === 0 && !this.fields((head as Call).named, scope)['includeZero'];
        return choose((isZero || isEmpty(first)) === (helper === 'unless'));
      }
      case 'ifEquals':
        return choose(first === second);
      case 'unlessEquals':
        return choose(first !== second);
      case 'with':
        if (isEmpty(first)) return this.body(inverse, scope);
        return this.body(body, inside(scope, first, params, [first]));
      case 'each':
        return this.each(first, { head, params, body, inverse }, scope);
      case undefined:
      default: {
        const value = this.value(head, scope);
        if (Array.isArray(value)) return this.each(value, { head, params, body, inverse }, scope);
        if (value === true) return this.body(body, scope);
        if (value === false || value === null || value === undefined) return this.body(inverse, scope);
        return this.body(body, inside(scope, value, params, [value]));
      }
    }
  }

  private each(of: unknown, { head, params, body, inverse }: Omit<Block, 'kind' | 'span'>, scope: Scope): void {
    if (typeof of !== 'object' || of === null) return this.body(inverse, scope);
    const keys = Object.keys(of);
    const isList = Array.isArray(of);
    for (const [index, name] of keys.entries()) {
      this.step(1, head.span.start);
      const value = fieldOf(of, name);
      const key = isList ? Number(name) : name;
      const place = { key, index: isList ? key : index, first: index === 0, last: index === keys.length - 1 };
      const data = { values: place, parent: scope.data };
      this.body(body, { ...inside(scope, value, params, [value, key]), data });
    }
    if (keys.length === 0) this.body(inverse, scope);
  }

  private partial(partial: Partial, scope: Scope): void {
    const { context, named, indent, span } = partial;
    const name = typeof partial.name === 'string' ? partial.name : textOf(this.value(partial.name, scope));
    const given = context ? this.value(context, scope) : scope.value;
    const value = named.length === 0 ? given : { ...recordOf(given), ...this.fields(named, scope) };
    const shown = partial.body && { body: partial.body, scope };
    const fill = (): void => {
      const into = { ...inside(scope, value, [], []), shown };
      if (name === '@partial-block') return this.shown(scope, value, span.start);
      const inline = inlineOf(scope.inline, name);
      if (inline) return this.body(inline, into);
      const template = this.template(name, span.start);
      if (template) return this.inPartial(name, template, into, span.start);
      if (partial.body) return this.body(partial.body, scope);
      throw fault('unknown-partial', (say) => say('There is no partial "{0}".', name), partial.nameSpan.start);
    };
    if (indent === '') return fill();
    const before = this.out;
    this.out = [];
    fill();
    const segments = indented(this.out, indent);
    this.out = before;
    this.out.push(...segments);
  }

  private shown({ shown }: Scope, value: unknown, offset: number): void {
    if (!shown) throw fault('unknown-partial', (say) => say('There is no partial "{0}".', '@partial-block'), offset);
    this.body(shown.body, inside(shown.scope, value, [], []));
  }

  /** What goes wrong in it is told where it is called. */
  private inPartial(name: string, template: Template, scope: Scope, offset: number): void {
    try {
      const [fault] = template.faults;
      if (fault) throw fault;
      this.body(template.body, { ...scope, inline: undefined });
    } catch (error) {
      throw error instanceof TemplateError ? fromPartial(error, name, template.source, offset) : error;
    }
  }

  private template(name: string, offset: number): Template | undefined {
    if (this.partials.has(name)) return this.partials.get(name);
    const source = this.input.partial?.(name);
    try {
      const template = source === undefined ? undefined : readHandlebars(source);
      this.partials.set(name, template);
      return template;
    } catch (error) {
      throw error instanceof TemplateError ? fromPartial(error, name, source ?? '', offset) : error;
    }
  }

  private value(expression: Expression, scope: Scope): unknown {
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'path') return pathValue(expression, scope);
    return this.within(expression.span.start, () => this.called(expression, scope));
  }

  /** What a helper gives that makes a value. */
  private called({ helper, args, named, span }: Call, scope: Scope): unknown {
    this.step(1, span.start);
    const [first, second] = args.map((each) => this.value(each, scope));
    if (helper === 'lookup') return fieldOf(first, textOf(second));
    if (helper !== 'json') return undefined; // `log`: there is nowhere to write to.
    const json = jsonOf(first, this.fields(named, scope)['indent']);
    this.step((json?.length ?? 0) / 1000, span.start);
    return json;
  }

  private fields(named: readonly Named[], scope: Scope): Record<string, unknown> {
    return Object.fromEntries(named.map(({ name, value }) => [name, this.value(value, scope)]));
  }

  private within<T>(offset: number, work: () => T): T {
    if (++this.depth > this.limits.depth) throw tooDeep(offset);
    const made = work();
    this.depth--;
    return made;
  }

  private step(units: number, offset: number): void {
    this.steps += units;
    if (this.steps <= this.limits.steps) return;
    throw fault('too-many-steps', (say) => say('The template takes more than {0} steps.', this.limits.steps), offset);
  }
}

const fault = (kind: TemplateFault, saying: TemplateError['saying'], offset: number): TemplateError =>
  new TemplateError(kind, saying, offset);

const tooLong = (offset: number): TemplateError =>
  fault('too-long', (say) => say('What the template makes is too long.'), offset);

function fromPartial(error: TemplateError, name: string, source: string, offset: number): TemplateError {
  if (error.partial !== undefined) return error.at(offset);
  const { line, column } = positionIn(source, error.offset);
  return new TemplateError(
    error.fault,
    (say) => say('In the partial "{0}", line {1}, column {2}: {3}', name, line, column, error.saying(say)),
    offset,
    name,
  );
}
