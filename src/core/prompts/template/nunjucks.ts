import { filters } from './nunjucksFilters';
import type { Comparison, Expression, ForNode, NunjucksTemplate, Statement } from './nunjucksNodes';
import { parseNunjucks } from './nunjucksParser';
import type { FilledPiece } from './pieces';
import { NunjucksError } from './nunjucksError';
import { NunjucksBudget, nunjucksLimits } from './nunjucksBudget';
import type { TemplateLimits } from './templateError';
import { comparable, isLooselyEqual, isMissing, jsText, ownMember, shownText } from './nunjucksValues';

/**
 * Fills a template as Nunjucks 3.2.4 does without escaping, which is how promptfoo uses it. The text is the same for
 * every template in the part of the language that `parseNunjucks` reads, except that names find only the values and
 * their own parts. Runs no code.
 * @throws NunjucksError
 */
export function renderNunjucks(
  template: string | NunjucksTemplate,
  values: Readonly<Record<string, unknown>>,
  limits: TemplateLimits = nunjucksLimits,
): string {
  return fillNunjucks(template, values, limits)
    .map(({ text }) => text)
    .join('');
}

/** Fills a template as `renderNunjucks` does, in pieces that tell text of the template from text of a value. */
export function fillNunjucks(
  template: string | NunjucksTemplate,
  values: Readonly<Record<string, unknown>>,
  limits: TemplateLimits = nunjucksLimits,
): readonly FilledPiece[] {
  const { body } = typeof template === 'string' ? parseNunjucks(template) : template;
  const evaluation = new Evaluation(values, limits);
  evaluation.run(body);
  return evaluation.output;
}

/** The names that are defined in a loop, and those around it. */
interface Scope {
  readonly names: ReadonlyMap<string, unknown>;
  readonly around?: Scope;
}

/**
 * State that a loop leaves behind when it has run.
 * A loop that does not run this time uses the state of the last time, as in Nunjucks.
 */
interface LoopState {
  length: number;
  item: readonly unknown[];
}

class Evaluation {
  readonly output: FilledPiece[] = [];
  private readonly budget: NunjucksBudget;
  private readonly loops = new Map<ForNode, LoopState>();
  private scope: Scope | undefined;
  private depth = 0;

  constructor(
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly limits: TemplateLimits,
  ) {
    this.budget = new NunjucksBudget(limits);
  }

  run(body: readonly Statement[]): void {
    for (const node of body) {
      this.budget.step(node.span.start);
      if (node.kind === 'text') this.write({ text: node.text }, node.span.start);
      else if (node.kind === 'output') {
        const value = this.value(node.value);
        this.budget.goThrough(node.span.start, value);
        this.write({ text: shownText(value, node.span.start), value }, node.span.start);
      } else if (node.kind === 'for') this.loop(node);
      else this.run(node.branches.find(({ condition }) => this.value(condition))?.body ?? node.otherwise);
    }
  }

  private write(piece: FilledPiece, offset: number): void {
    this.budget.write(offset, piece.text.length);
    this.output.push(piece);
  }

  private loop(node: ForNode): void {
    const list = this.value(node.list);
    const state = this.loops.get(node) ?? { length: 0, item: [] };
    this.loops.set(node, state);
    if (list) {
      const items = itemsOf(list, node);
      state.length = items.length;
      for (let i = 0; i < items.length; i++) {
        this.budget.step(node.span.start);
        const item = items.at(i);
        if (items.isKept) state.item = item;
        this.within(node, item, loopAt(i, items.length), node.body);
      }
    }
    if (state.length === 0) this.within(node, state.item, undefined, node.otherwise);
  }

  private within({ names }: ForNode, item: readonly unknown[], loop: unknown, body: readonly Statement[]): void {
    const around = this.scope;
    const bound = new Map(names.map(({ name }, i) => [name, item[i]]));
    if (loop) bound.set('loop', loop);
    this.scope = { names: bound, ...(around && { around }) };
    this.run(body);
    this.scope = around;
  }

  private value(node: Expression): unknown {
    this.budget.step(node.span.start);
    if (++this.depth > this.limits.depth) {
      const most = this.limits.depth;
      const { start, end } = node.span;
      throw new NunjucksError((say) => say('More than {0} levels are nested here.', most), start, end, 'too-deep');
    }
    const value = this.valueOf(node);
    this.depth--;
    return value;
  }

  private valueOf(node: Expression): unknown {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'name':
        return this.named(node.name, node.span.start);
      case 'list':
        return node.items.map((item) => this.value(item));
      case 'group':
        return this.value(node.inner);
      case 'member':
        return ownMember(this.value(node.target), this.text(this.value(node.key), node.key.span.start));
      case 'not':
        return !this.value(node.target);
      case 'and':
      case 'or':
        return this.logic(node.items, node.kind === 'or');
      case 'in':
        return this.isIn(this.value(node.item), this.value(node.list), node.span.start);
      case 'compare':
        return node.rest.reduce(
          (left, { sign, value }) => this.compares(sign, left, this.value(value), node.span.start),
          this.value(node.first),
        );
      case 'choice':
        if (this.value(node.condition)) return this.value(node.value);
        return node.otherwise ? this.value(node.otherwise) : '';
      case 'filter': {
        const value = this.value(node.target);
        const args = node.args.map((arg) => this.value(arg));
        return filters[node.filter](value, { args, offset: node.span.start, budget: this.budget });
      }
    }
  }

  private text(value: unknown, offset: number): string {
    this.budget.goThrough(offset, value);
    return jsText(value, offset);
  }

  private compares(sign: Comparison, a: unknown, b: unknown, offset: number): boolean {
    for (const each of [a, b]) this.budget.goThrough(offset, each);
    return compares(sign, a, b, offset);
  }

  private named(name: string, offset: number): unknown {
    for (let scope = this.scope; scope; scope = scope.around) {
      if (scope.names.has(name)) return scope.names.get(name);
    }
    if (name === 'env' && !Object.hasOwn(this.values, name)) {
      throw new NunjucksError((say) => say('Templates do not read environment variables.'), offset, offset + 3);
    }
    return ownMember(this.values, name);
  }

  private logic(items: readonly Expression[], isOr: boolean): unknown {
    let value: unknown;
    for (const item of items) {
      value = this.value(item);
      if (Boolean(value) === isOr) break;
    }
    return value;
  }

  private isIn(item: unknown, list: unknown, offset: number): boolean {
    if (typeof list === 'string' || Array.isArray(list)) this.budget.step(offset, list.length);
    if (typeof list === 'string') return list.includes(this.text(item, offset));
    if (Array.isArray(list)) return list.includes(item);
    if (typeof list === 'object' && list !== null) return Object.hasOwn(list, this.text(item, offset));
    throw new NunjucksError((say) => say('Nothing can be looked for in such a value.'), offset);
  }
}

/** Items of a loop, each as the values of the names of the loop. */
interface LoopItems {
  readonly length: number;
  at(index: number): readonly unknown[];
  /** Whether `else` sees the last item. */
  readonly isKept: boolean;
}

function itemsOf(list: unknown, { names, span }: ForNode): LoopItems {
  if (names.length === 1) {
    const length = ownMember(list, 'length');
    return {
      length: typeof length === 'number' ? length : 0,
      at: (i) => [ownMember(list, i)],
      isKept: true,
    };
  }
  if (Array.isArray(list)) {
    const partsOf = (item: unknown): readonly unknown[] => {
      if (!isMissing(item)) return names.map((_, part) => ownMember(item, part));
      throw new NunjucksError((say) => say('An item of the list has no parts.'), span.start);
    };
    return { length: list.length, at: (i) => partsOf(list[i]), isKept: false };
  }
  const isKeyed = typeof list === 'string' || (typeof list === 'object' && list !== null);
  const entries = isKeyed ? Object.entries(list) : [];
  return { length: entries.length, at: (i) => entries[i] ?? [], isKept: true };
}

const loopAt = (i: number, length: number): unknown => ({
  ...{ index: i + 1, index0: i, revindex: length - i, revindex0: length - i - 1 },
  ...{ first: i === 0, last: i === length - 1, length },
});

function compares(sign: Comparison, a: unknown, b: unknown, offset: number): boolean {
  switch (sign) {
    case '===':
      return a === b;
    case '!==':
      return a !== b;
    case '==':
      return isLooselyEqual(a, b, offset);
    case '!=':
      return !isLooselyEqual(a, b, offset);
    case '<':
      return comparable(a, offset) < comparable(b, offset);
    case '>':
      return comparable(a, offset) > comparable(b, offset);
    case '<=':
      return comparable(a, offset) <= comparable(b, offset);
    case '>=':
      return comparable(a, offset) >= comparable(b, offset);
  }
}
