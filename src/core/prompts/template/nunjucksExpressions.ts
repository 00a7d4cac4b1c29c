import { comparisons, nunjucksFilters } from './nunjucksNodes';
import type { Compared, Comparison, Expression, NunjucksFilter } from './nunjucksNodes';
import { tokenAt } from './nunjucksTokens';
import type { NunjucksToken } from './nunjucksTokens';
import { NunjucksError } from './nunjucksError';
import { nunjucksLimits } from './nunjucksBudget';

const none: NunjucksToken = { kind: 'end', value: '', start: 0, end: 0 };

/** Reads the expressions in the tags of a template, in the order of precedence that Nunjucks has. */
export class NunjucksExpressions {
  protected at = 0;
  /** Start of the tag that is being read. */
  protected tagStart = 0;
  private depth = 0;
  private peeked = { at: -1, token: none };

  constructor(protected readonly source: string) {}

  protected nested<T>(read: () => T): T {
    if (++this.depth > nunjucksLimits.depth) {
      throw new NunjucksError(
        (say) => say('More than {0} levels are nested here.', nunjucksLimits.depth),
        this.at,
        this.at,
        'too-deep',
      );
    }
    const found = read();
    this.depth--;
    return found;
  }

  protected peek(): NunjucksToken {
    if (this.peeked.at !== this.at) this.peeked = { at: this.at, token: tokenAt(this.source, this.at) };
    return this.peeked.token;
  }

  private next(): NunjucksToken {
    const token = this.peek();
    this.at = token.end;
    return token;
  }

  protected take(kind: NunjucksToken['kind']): NunjucksToken {
    const token = this.next();
    if (token.kind !== kind) throw this.unexpected(token);
    return token;
  }

  protected skip(kind: 'word' | 'sign', value: string): boolean {
    const token = this.peek();
    const isIt = token.kind === kind && token.value === value;
    if (isIt) this.at = token.end;
    return isIt;
  }

  /** Takes the end of a tag. Returns whether it removes the space after the tag. */
  protected close(end: '}}' | '%}'): boolean {
    const token = this.next();
    if (token.kind !== 'close' || !token.value.endsWith(end)) throw this.unexpected(token);
    return token.value.startsWith('-');
  }

  protected unexpected({ kind, value, start, end }: NunjucksToken): NunjucksError {
    if (kind === 'end')
      return new NunjucksError((say) => say('The template ends within this tag.'), this.tagStart, end);
    if (kind === 'sign' && /^(?:[-+*/%~]|\/\/|\*\*)$/.test(value)) {
      return new NunjucksError(
        (say) => say('Calculating with "{0}" is not supported in templates.', value),
        start,
        end,
      );
    }
    if (kind === 'sign' && value === '{') {
      return new NunjucksError((say) => say('Objects are not supported in templates.'), start, end);
    }
    if (kind === 'word' && value === 'is') {
      return new NunjucksError((say) => say('Tests with "is" are not supported in templates.'), start, end);
    }
    return new NunjucksError((say) => say('"{0}" is not expected here.', value), start, end);
  }

  protected expression(): Expression {
    const value = this.or();
    if (!this.skip('word', 'if')) return value;
    const condition = this.or();
    const otherwise = this.skip('word', 'else') ? this.or() : undefined;
    const span = { start: value.span.start, end: this.at };
    return { kind: 'choice', condition, value, ...(otherwise && { otherwise }), span };
  }

  private or(): Expression {
    return this.chain('or', () => this.chain('and', () => this.not()));
  }

  private chain(kind: 'and' | 'or', read: () => Expression): Expression {
    const first = read();
    const items = [first];
    while (this.skip('word', kind)) items.push(read());
    return items.length === 1 ? first : { kind, items, span: { start: first.span.start, end: this.at } };
  }

  private not(): Expression {
    const { start } = this.peek();
    if (!this.skip('word', 'not')) return this.in();
    const target = this.nested(() => this.not());
    const span = { start, end: this.at };
    if (target.kind !== 'compare') return { kind: 'not', target, span };
    // Nunjucks applies `not` to the first operand, even in `not a == b`.
    return { ...target, first: { kind: 'not', target: target.first, span }, span };
  }

  private in(): Expression {
    let item = this.compare();
    for (;;) {
      const { end } = this.peek();
      const isNot = this.skip('word', 'not');
      if (!this.skip('word', 'in')) {
        if (isNot) throw this.unexpected(tokenAt(this.source, end));
        return item;
      }
      const list = this.compare();
      const span = { start: item.span.start, end: this.at };
      const found: Expression = { kind: 'in', item, list, span };
      item = isNot ? { kind: 'not', target: found, span } : found;
    }
  }

  private compare(): Expression {
    const first = this.operand();
    const rest: Compared[] = [];
    for (let sign = this.comparison(); sign; sign = this.comparison()) rest.push({ sign, value: this.operand() });
    return rest.length === 0
      ? first
      : { kind: 'compare', first, rest, span: { start: first.span.start, end: this.at } };
  }

  private comparison(): Comparison | undefined {
    const { kind, value, end } = this.peek();
    const found = kind === 'sign' ? comparisons.find((sign) => sign === value) : undefined;
    if (found) this.at = end;
    return found;
  }

  private operand(): Expression {
    let target = this.primary();
    while (this.skip('sign', '|')) {
      const name = this.take('word');
      const filter = nunjucksFilters.find((each) => each === name.value);
      if (!filter) {
        const known = nunjucksFilters.join(', ');
        throw new NunjucksError(
          (say) => say('The filter "{0}" is not supported. Filters are {1}.', name.value, known),
          name.start,
          name.end,
        );
      }
      target = this.filter(filter, target);
    }
    return target;
  }

  private filter(filter: NunjucksFilter, target: Expression): Expression {
    const args: Expression[] = [];
    if (this.skip('sign', '(')) {
      while (!this.skip('sign', ')')) {
        if (args.length > 0 && !this.skip('sign', ',')) throw this.unexpected(this.peek());
        args.push(this.nested(() => this.expression()));
      }
    }
    return { kind: 'filter', filter, target, args, span: { start: target.span.start, end: this.at } };
  }

  private primary(): Expression {
    let target = this.value();
    for (;;) {
      const { start, end } = this.peek();
      if (this.skip('sign', '(')) {
        throw new NunjucksError((say) => say('Calls are not supported in templates.'), start, end);
      }
      let key: Expression;
      if (this.skip('sign', '.')) {
        const { value, start: from, end: to } = this.take('word');
        key = { kind: 'literal', value, span: { start: from, end: to } };
      } else if (this.skip('sign', '[')) {
        key = this.nested(() => this.expression());
        if (!this.skip('sign', ']')) throw this.unexpected(this.peek());
      } else return target;
      target = { kind: 'member', target, key, span: { start: target.span.start, end: this.at } };
    }
  }

  private value(): Expression {
    const token = this.next();
    const { kind, value, start, end } = token;
    const span = { start, end };
    if (kind === 'text') return { kind: 'literal', value, span };
    if (kind === 'number') return { kind: 'literal', value: Number.parseFloat(value), span };
    const literal = literals.get(value);
    if (kind === 'word') return literal ? { kind: 'literal', ...literal, span } : { kind: 'name', name: value, span };
    if (kind === 'sign' && value === '-' && this.peek().kind === 'number') return this.negative(start);
    if (kind === 'sign' && value === '[') return this.list(start);
    if (kind !== 'sign' || value !== '(') throw this.unexpected(token);
    const inner = this.nested(() => this.expression());
    if (!this.skip('sign', ')')) throw this.unexpected(this.peek());
    return { kind: 'group', inner, span: { start, end: this.at } };
  }

  private negative(start: number): Expression {
    const { value, end } = this.next();
    return { kind: 'literal', value: -Number.parseFloat(value), span: { start, end } };
  }

  private list(start: number): Expression {
    const items: Expression[] = [];
    while (!this.skip('sign', ']')) {
      if (items.length > 0 && !this.skip('sign', ',')) throw this.unexpected(this.peek());
      items.push(this.nested(() => this.expression()));
    }
    return { kind: 'list', items, span: { start, end: this.at } };
  }
}

const literals: ReadonlyMap<string, { readonly value: boolean | null }> = new Map([
  ['true', { value: true }],
  ['false', { value: false }],
  ['none', { value: null }],
  ['null', { value: null }],
]);
