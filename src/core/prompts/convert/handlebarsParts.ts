import type { Span } from '../../text/span';
import type { Block, Body, Call, Expression, Path, Statement } from '../template/handlebarsTree';
import { readHandlebars } from '../template/readHandlebars';
import { jsText, ownMember } from '../template/nunjucksValues';
import { promptRoles } from '../prompt';
import { literal } from './templateParts';
import type { Lose, Part, Test, TemplateValue, ValuePath } from './templateParts';

/** Reads a template of Dotprompt as parts. Anything that parts cannot express is lost. @throws TemplateError */
export function handlebarsParts(source: string, lose: Lose): Part[] {
  const template = readHandlebars(source);
  const [fault] = template.faults;
  if (fault) throw fault;
  return new Reader(source, lose).body(template.body, { base: undefined, params: new Map(), isLoop: false });
}

/** The meaning of names at a place of the template. */
interface Scope {
  /** The path that names start from; `undefined` for the input. */
  readonly base: ValuePath | undefined;
  /** Names that a block gives to its values. */
  readonly params: ReadonlyMap<string, ValuePath>;
  readonly isLoop: boolean;
  readonly outer?: Scope;
}

class Reader {
  private count = 0;

  constructor(
    private readonly source: string,
    private readonly lose: Lose,
  ) {}

  body(body: Body | undefined, scope: Scope): Part[] {
    return (body?.statements ?? []).flatMap((statement) => this.statement(statement, scope));
  }

  private statement(statement: Statement, scope: Scope): Part[] {
    switch (statement.kind) {
      case 'text':
        return [{ kind: 'text', text: statement.text }];
      case 'output':
        return this.output(statement.value, scope);
      case 'block':
        return this.block(statement, scope);
      case 'partial':
        this.lose(statement.span, (say) => say('Partials have no counterpart: this one is left out.'));
        return [];
    }
  }

  private output(value: Expression, scope: Scope): Part[] {
    if (value.kind !== 'call' || value.helper === 'lookup') {
      const found = this.value(value, scope);
      if (found?.kind === 'literal') return [{ kind: 'text', text: found.value === null ? '' : String(found.value) }];
      return found ? [{ kind: 'value', value: found }] : [];
    }
    const [first] = value.args;
    const named = (name: string): TemplateValue | undefined => {
      const given = value.named.find((each) => each.name === name);
      return given && this.value(given.value, scope);
    };
    switch (value.helper) {
      case 'role': {
        const role = promptRoles.find((each) => first?.kind === 'literal' && first.value === each);
        return role ? [{ kind: 'role', role, span: value.span }] : this.none(value);
      }
      case 'history':
        return [{ kind: 'history', span: value.span }];
      case 'media': {
        const [url, contentType] = [named('url'), named('contentType')];
        return url ? [{ kind: 'media', url, ...(contentType && { contentType }) }] : this.none(value);
      }
      case 'json': {
        const found = first && this.value(first, scope);
        const indent = named('indent');
        const spaces = indent?.kind === 'literal' && typeof indent.value === 'number' ? { indent: indent.value } : {};
        return found ? [{ kind: 'value', value: found, isJson: true, ...spaces }] : [];
      }
      default:
        return this.none(value);
    }
  }

  private block({ head, params, body, inverse, span }: Block, scope: Scope): Part[] {
    if (head.kind !== 'call') return this.section(head, body, inverse, scope);
    const [first, second] = head.args;
    switch (head.helper) {
      case 'if':
      case 'unless':
        return this.if(first, undefined, head.helper === 'unless', { body, inverse }, scope);
      case 'ifEquals':
      case 'unlessEquals':
        return this.if(first, second, head.helper === 'unlessEquals', { body, inverse }, scope);
      case 'each':
        return this.each(first, params, { body, inverse }, scope);
      case 'with': {
        const value = first && this.value(first, scope);
        if (value?.kind !== 'path') return this.none(head);
        const names = new Map(params.slice(0, 1).map((name) => [name, value.path]));
        const inner: Scope = { base: value.path, params: names, isLoop: scope.isLoop, outer: scope };
        return [{ kind: 'if', test: { value }, body: this.body(body, inner), otherwise: this.body(inverse, scope) }];
      }
      default:
        this.loseSpan(span);
        return [...this.body(body, scope), ...this.body(inverse, scope)];
    }
  }

  private section(head: Expression, body: Body | undefined, inverse: Body | undefined, scope: Scope): Part[] {
    const value = this.value(head, scope);
    if (body && value) {
      this.lose(head.span, (say) =>
        say('It is taken as a condition: whether it is a list, the template does not say.'),
      );
    }
    if (!value) return [...this.body(body, scope), ...this.body(inverse, scope)];
    return [{ kind: 'if', test: { value }, body: this.body(body, scope), otherwise: this.body(inverse, scope) }];
  }

  private if(
    of: Expression | undefined,
    equal: Expression | undefined,
    isNot: boolean,
    { body, inverse }: { readonly body: Body | undefined; readonly inverse: Body | undefined },
    scope: Scope,
  ): Part[] {
    const value = of && this.value(of, scope);
    const equals = equal && this.value(equal, scope);
    const [shown, otherwise] = [this.body(body, scope), this.body(inverse, scope)];
    if (!value || (equal && !equals)) return [...shown, ...otherwise];
    const test: Test = { value, isNot, ...(equals && { equals }) };
    return [{ kind: 'if', test, body: shown, otherwise }];
  }

  private each(
    of: Expression | undefined,
    params: readonly string[],
    { body, inverse }: { readonly body: Body | undefined; readonly inverse: Body | undefined },
    scope: Scope,
  ): Part[] {
    const value = of && this.value(of, scope);
    if (value?.kind !== 'path') return of ? this.none(of) : [];
    const item = params[0] ?? this.fresh('item');
    const isKeyed = /@key\b/.test(this.source.slice(value.path.span.end));
    const key = params[1] ?? (isKeyed ? this.fresh('key') : undefined);
    const local = (root: string): ValuePath => ({ root, isLocal: true, parts: [], span: value.path.span });
    const names = new Map([
      [item, local(item)],
      ...(key === undefined ? [] : [[key, local(key)] as const, ['@key', local(key)] as const]),
    ]);
    const inner: Scope = { base: local(item), params: names, isLoop: true, outer: scope };
    return [
      {
        ...({ kind: 'each', list: value.path, item } as const),
        ...(key !== undefined && { key }),
        body: this.body(body, inner),
        otherwise: this.body(inverse, scope),
      },
    ];
  }

  /** Returns a name that the template does not contain. */
  private fresh(word: string): string {
    for (;;) {
      this.count++;
      const name = this.count === 1 ? word : `${word}${this.count}`;
      if (!this.source.includes(name)) return name;
    }
  }

  private value(of: Expression, scope: Scope): TemplateValue | undefined {
    if (of.kind === 'literal') return literal(of.value ?? null, of.span);
    if (of.kind === 'call') return of.helper === 'lookup' ? this.lookup(of, scope) : this.lost(of);
    if (of.isData && of.parts[0] !== 'root') return this.data(of, scope);
    const path = this.path(of, scope);
    return path ? { kind: 'path', path } : this.lost(of);
  }

  private lookup(of: Call, scope: Scope): TemplateValue | undefined {
    const [target, key] = of.args;
    const found = target && this.value(target, scope);
    if (found === undefined || key?.kind !== 'literal') return found && this.lost(of);
    const name = String(key.value);
    if (found.kind === 'literal') return literal(jsText(ownMember(found.value, name) ?? '', 0), of.span);
    if (found.kind === 'loop') return this.lost(of);
    return { kind: 'path', path: { ...found.path, parts: [...found.path.parts, name], span: of.span } };
  }

  private data(path: Path, scope: Scope): TemplateValue | undefined {
    const [name, ...rest] = path.parts;
    const isPlain = path.depth === 0 && rest.length === 0 && scope.isLoop;
    if (isPlain && (name === 'index' || name === 'first' || name === 'last')) {
      return { kind: 'loop', of: name === 'index' ? 'index0' : name, span: path.span };
    }
    const key = isPlain && name === 'key' ? paramOf('@key', scope) : undefined;
    if (key) return { kind: 'path', path: { ...key, span: path.span } };
    return this.lost(path);
  }

  private path({ isData, isScoped, depth, parts, span }: Path, scope: Scope): ValuePath | undefined {
    if (isData) return rooted(undefined, parts.slice(1), span);
    const [first = '', ...rest] = parts;
    const param = isScoped || depth > 0 ? undefined : paramOf(first, scope);
    if (param) return { ...param, parts: [...param.parts, ...rest], span };
    let at: Scope | undefined = scope;
    for (let i = 0; i < depth; i++) at = at?.outer;
    return at && rooted(at.base, parts, span);
  }

  private lost({ span }: Expression): undefined {
    this.loseSpan(span);
  }

  private none(of: Expression): Part[] {
    this.lost(of);
    return [];
  }

  private loseSpan(span: Span): void {
    const written = this.source.slice(span.start, span.end).slice(0, 100);
    this.lose(span, (say) => say('"{0}" has no counterpart, and is left out.', written));
  }
}

function paramOf(name: string, scope: Scope | undefined): ValuePath | undefined {
  for (let at = scope; at; at = at.outer) if (at.params.has(name)) return at.params.get(name);
  return undefined;
}

function rooted(base: ValuePath | undefined, parts: readonly string[], span: Span): ValuePath | undefined {
  if (base) return { ...base, parts: [...base.parts, ...parts], span };
  const [root, ...rest] = parts;
  return root === undefined ? undefined : { root, parts: rest, span };
}
