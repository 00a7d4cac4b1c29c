import { roleFault } from './buildHandlebars';
import { HandlebarsBudget } from './handlebarsBudget';
import { inPartial, inlineOf, inside, pathValue, withInline } from './handlebarsScope';
import type { Home, Scope } from './handlebarsScope';
import type { Block, Body, Call, Expression, Named, Partial, Statement, Template } from './handlebarsTree';
import { fieldOf, isEmpty, jsonOf, recordOf, textOf, weightOf } from './handlebarsValues';
import { readHandlebars } from './readHandlebars';
import { indented, linesOf } from './segments';
import type { FilledSegment } from './segments';
import { TemplateError, templateLimits } from './templateError';
import type { TemplateFault, TemplateLimits } from './templateError';
import type { PromptRole } from '../prompt';

/** Values, partials and messages that a template is filled with. */
export interface HandlebarsInput {
  readonly values: unknown;
  /** Values that the template reads as `@name`. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The source of a partial. It is called once for each name. */
  readonly partial?: (name: string) => string | undefined;
  /** Messages that `history` stands for. Only their size counts here: the reader of the segments inserts them. */
  readonly history?: readonly unknown[];
}

/** The most names of a path that are looked up without being counted. */
const usualParts = 10;

/** Fills a template of Handlebars. No code of it runs, and what it may use is bounded. */
export function fillHandlebars(template: Template, input: HandlebarsInput, limits = templateLimits): FilledSegment[] {
  return new Filling(input, limits).whole(template);
}

class Filling {
  private out: FilledSegment[] = [];
  private readonly budget: HandlebarsBudget;
  private historyWeight: number | undefined;
  private readonly partials = new Map<string, Template | undefined>();
  /** The partial that is being filled, and the place where the template itself has called a partial. */
  private home: Home | undefined;
  private call = 0;
  /** The error that was thrown, once its place is one in the template itself. */
  private placed: TemplateError | undefined;

  constructor(
    private readonly input: HandlebarsInput,
    limits: TemplateLimits,
  ) {
    this.budget = new HandlebarsBudget(limits);
  }

  whole(template: Template): FilledSegment[] {
    const [fault] = template.faults;
    if (fault) throw fault;
    const { values, data } = this.input;
    const scope: Scope = {
      value: values,
      outer: undefined,
      data: { values: { root: values, ...data }, parent: undefined },
      params: undefined,
      shown: undefined,
      unit: { home: undefined, inline: undefined },
    };
    this.body(template.body, scope, { ...scope, value: undefined });
    return this.out;
  }

  /** Fills a body. @param around the scope of the inline partials of the body, which may have another value. */
  private body(body: Body | undefined, scope: Scope, around = scope): void {
    if (!body) return;
    const { unit } = scope;
    const before = unit.inline;
    unit.inline = withInline(body, around);
    for (const statement of body.statements) this.statement(statement, scope);
    unit.inline = before;
  }

  private statement(statement: Statement, scope: Scope): void {
    if (statement.kind === 'text') return this.write(statement.text, 0);
    const { start } = statement.span;
    this.budget.step(1, start);
    if (statement.kind === 'block') return this.budget.within(start, () => this.block(statement, scope));
    if (statement.kind === 'partial') return this.budget.within(start, () => this.partial(statement, scope));
    const { value } = statement;
    if (value.kind === 'call' && this.mark(value, scope)) return;
    this.write(this.text(this.value(value, scope), start), start);
  }

  private write(text: string, offset: number): void {
    this.budget.write(text.length, offset);
    this.add(text);
  }

  private text(value: unknown, offset: number): string {
    if (Array.isArray(value)) this.budget.goThrough(value, offset);
    return textOf(value);
  }

  private add(segment: FilledSegment): void {
    if (segment === '') return;
    const last = this.out.length - 1;
    const before = this.out[last];
    if (typeof before === 'string' && typeof segment === 'string') this.out[last] = before + segment;
    else this.out.push(segment);
  }

  /** Writes a call that is a mark in the text. Returns whether the call is one. */
  private mark(call: Call, scope: Scope): boolean {
    const { start } = call.span;
    switch (call.helper) {
      case 'history':
        this.historyWeight ??= weightOf(this.input.history, this.budget.limits.output);
        this.budget.write(this.historyWeight, start);
        this.out.push({ history: true });
        return true;
      case 'role': {
        const role = this.value(call.args[0]!, scope);
        const fault = roleFault(role, call.args[0]!.span.start);
        if (fault) throw fault;
        this.out.push({ role: role as PromptRole });
        return true;
      }
      case 'section': {
        const section = this.text(this.value(call.args[0]!, scope), start);
        this.budget.write(section.length, start);
        this.out.push({ section });
        return true;
      }
      case 'media': {
        const fields = this.fields(call.named, scope, start);
        const url = this.text(fields['url'], start);
        const type = fields['contentType'] ? this.text(fields['contentType'], start) : '';
        if (url === '') {
          throw fault('helper-arguments', (say) => say('"media" is given no address: "url" is empty.'), start);
        }
        this.budget.write(url.length + type.length, start);
        this.out.push({ media: { url, ...(type === '' ? {} : { contentType: type }) } });
        return true;
      }
      default:
        return false;
    }
  }

  private block({ head, params, body, inverse }: Block, scope: Scope): void {
    const helper = head.kind === 'call' ? head.helper : undefined;
    const [first, second] = head.kind === 'call' ? this.args(head, scope) : [];
    const choose = (isSo: boolean): void => this.body(isSo ? body : inverse, scope);
    switch (helper) {
      case 'if':
      case 'unless': {
        const isZero = first === 0 && !this.fields((head as Call).named, scope, head.span.start)['includeZero'];
        return choose((isZero || isEmpty(first)) === (helper === 'unless'));
      }
      case 'ifEquals':
      case 'unlessEquals':
        if (typeof first === 'string' && typeof second === 'string') this.budget.goThrough(first, head.span.start);
        return choose((first === second) === (helper === 'ifEquals'));
      case 'with':
        if (isEmpty(first)) return this.body(inverse, scope);
        return this.body(body, inside(scope, first, params, [first]), scope);
      case 'each':
        return this.each(first, { head, params, body, inverse }, scope);
      case undefined:
      default: {
        const value = this.value(head, scope);
        if (Array.isArray(value)) return this.each(value, { head, params, body, inverse }, scope);
        if (value === true) return this.body(body, scope);
        if (value === false || value === null || value === undefined) return this.body(inverse, scope);
        // In this case, Handlebars gives the names of the block no value.
        return this.body(body, inside(scope, value, params, []), scope);
      }
    }
  }

  private each(of: unknown, { head, params, body, inverse }: Omit<Block, 'kind' | 'span'>, scope: Scope): void {
    if (typeof of !== 'object' || of === null) return this.body(inverse, scope);
    const keys = Object.keys(of);
    const isList = Array.isArray(of);
    for (const [index, name] of keys.entries()) {
      this.budget.step(1, head.span.start);
      const value = fieldOf(of, name);
      const key = isList ? Number(name) : name;
      const place = { key, index: isList ? key : index, first: index === 0, last: index === keys.length - 1 };
      const data = { values: place, parent: scope.data };
      this.body(body, { ...inside(scope, value, params, [value, key]), data }, scope);
    }
    if (keys.length === 0) this.body(inverse, scope);
  }

  private partial(partial: Partial, scope: Scope): void {
    if (partial.indent === '') return this.callPartial(partial, scope);
    const before = this.out;
    this.out = [];
    this.callPartial(partial, scope);
    const made = this.out;
    this.out = before;
    this.budget.write(linesOf(made) * partial.indent.length, partial.span.start);
    for (const segment of indented(made, partial.indent)) this.add(segment);
  }

  private callPartial(partial: Partial, scope: Scope): void {
    const { context, named, body, nameSpan } = partial;
    const name =
      typeof partial.name === 'string' ? partial.name : this.text(this.value(partial.name, scope), nameSpan.start);
    const given = context ? this.value(context, scope) : scope.value;
    const value = named.length === 0 ? given : this.merged(given, named, scope, nameSpan.start);
    const shown = body ? { body, scope } : scope.shown;
    // A partial may also use the inline partials that are written in the block of its call.
    const inline = body ? withInline(body, scope) : scope.unit.inline;
    const written = name === '@partial-block' ? scope.shown : inlineOf(inline, name);
    if (written) {
      const around = inside(written.scope, value, [], []);
      const within = name === '@partial-block' ? around : { ...around, data: scope.data, shown };
      return this.at(around.unit.home, partial, () => this.body(written.body, within));
    }
    const template = this.template(name, partial);
    if (template) {
      const unit = { home: { name, source: template.source }, inline };
      const within = { value, outer: undefined, data: scope.data, params: undefined, shown, unit };
      return this.at(unit.home, partial, () => this.body(template.body, within, { ...within, value: undefined }));
    }
    if (body) return this.body(body, scope);
    throw fault('unknown-partial', (say) => say('There is no partial "{0}".', name), nameSpan.start);
  }

  private merged(given: unknown, named: readonly Named[], scope: Scope, offset: number): Record<string, unknown> {
    const record = recordOf(given);
    this.budget.goThrough(Object.keys(record), offset);
    return { ...record, ...this.fields(named, scope, offset) };
  }

  /** Fills a part that is written elsewhere. An error in a partial is reported where the template itself calls it. */
  private at(home: Home | undefined, { span }: Partial, work: () => void): void {
    const before = [this.home, this.call] as const;
    if (!this.home) this.call = span.start;
    this.home = home;
    try {
      work();
    } catch (error) {
      if (!(error instanceof TemplateError) || error === this.placed) throw error;
      this.placed = home ? inPartial(error, home, this.call) : error;
      throw this.placed;
    }
    [this.home, this.call] = before;
  }

  private template(name: string, partial: Partial): Template | undefined {
    if (this.partials.has(name)) return this.partials.get(name);
    const source = this.input.partial?.(name);
    let template: Template | undefined;
    if (source !== undefined) {
      this.at({ name, source }, partial, () => {
        template = readHandlebars(source, this.budget.limits.code);
        const [fault] = template.faults;
        if (fault) throw fault;
      });
    }
    this.partials.set(name, template);
    return template;
  }

  private value(expression: Expression, scope: Scope): unknown {
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'path') {
      if (expression.parts.length > usualParts) this.budget.step(expression.parts.length, expression.span.start);
      return pathValue(expression, scope);
    }
    return this.budget.within(expression.span.start, () => this.called(expression, scope));
  }

  /** Returns the result of a helper that makes a value. */
  private called(call: Call, scope: Scope): unknown {
    const { helper, named } = call;
    const { start } = call.span;
    const [first, second] = this.args(call, scope);
    if (helper === 'lookup') return first ? fieldOf(first, this.text(second, start)) : first;
    if (helper !== 'json') return undefined; // `log`: there is nowhere to write to.
    this.budget.goThrough(first, start);
    const json = jsonOf(first, this.fields(named, scope, start)['indent'], start);
    this.budget.goThrough(json, start);
    return json;
  }

  private args({ args, span }: Call, scope: Scope): unknown[] {
    this.budget.step(args.length, span.start);
    return args.map((each) => this.value(each, scope));
  }

  private fields(named: readonly Named[], scope: Scope, offset: number): Record<string, unknown> {
    this.budget.step(named.length, offset);
    return Object.fromEntries(named.map(({ name, value }) => [name, this.value(value, scope)]));
  }
}

const fault = (kind: TemplateFault, saying: TemplateError['saying'], offset: number): TemplateError =>
  new TemplateError(kind, saying, offset);
