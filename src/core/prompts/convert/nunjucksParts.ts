import type { Expression, ForNode, Statement } from '../template/nunjucksNodes';
import { parseNunjucks } from '../template/nunjucksParser';
import type { Lose, Part, Test, TemplateValue, ValuePath } from './templateParts';

/** Reads a template of Nunjucks as parts. Anything that parts cannot express is lost. @throws TemplateError */
export function nunjucksParts(source: string, lose: Lose): Part[] {
  return new Reader(source, lose).body(parseNunjucks(source).body, []);
}

class Reader {
  constructor(
    private readonly source: string,
    private readonly lose: Lose,
  ) {}

  body(statements: readonly Statement[], locals: readonly string[]): Part[] {
    return statements.flatMap((node): Part[] => {
      switch (node.kind) {
        case 'text':
          return [{ kind: 'text', text: node.text, span: node.span }];
        case 'output':
          return this.output(node.value, locals);
        case 'if':
          return this.branches(node.branches, node.otherwise, locals);
        case 'for':
          return this.loop(node, locals);
      }
    });
  }

  private output(node: Expression, locals: readonly string[]): Part[] {
    if (node.kind === 'group') return this.output(node.inner, locals);
    if (node.kind === 'literal') return [{ kind: 'text', text: node.value === null ? '' : String(node.value) }];
    if (node.kind === 'choice') {
      const test = this.test(node.condition, locals);
      const [body, otherwise] = [node.value, node.otherwise].map((each) => (each ? this.output(each, locals) : []));
      return test ? [{ kind: 'if', test, body: body ?? [], otherwise: otherwise ?? [] }] : (body ?? []);
    }
    if (node.kind !== 'filter') {
      const value = this.value(node, locals);
      return value ? [{ kind: 'value', value }] : [];
    }
    const indent = node.args[0]?.kind === 'literal' ? node.args[0].value : undefined;
    const isJson = node.filter === 'dump' && (node.args.length === 0 || typeof indent === 'number');
    if (!isJson) {
      this.lose(node.span, (say) =>
        say('The filter "{0}" has no counterpart: the value is shown without it.', node.filter),
      );
      return this.output(node.target, locals);
    }
    const value = this.value(node.target, locals);
    return value ? [{ kind: 'value', value, isJson, ...(typeof indent === 'number' && { indent }) }] : [];
  }

  private branches(
    branches: readonly { readonly condition: Expression; readonly body: readonly Statement[] }[],
    otherwise: readonly Statement[],
    locals: readonly string[],
  ): Part[] {
    const [first, ...rest] = branches;
    if (!first) return this.body(otherwise, locals);
    const test = this.test(first.condition, locals);
    const body = this.body(first.body, locals);
    const others = this.branches(rest, otherwise, locals);
    // Text under a condition that cannot be kept is always shown, so that none of it is lost.
    return test ? [{ kind: 'if', test, body, otherwise: others }] : [...body, ...others];
  }

  private test(node: Expression, locals: readonly string[]): Test | undefined {
    if (node.kind === 'group') return this.test(node.inner, locals);
    if (node.kind === 'not') {
      const test = this.test(node.target, locals);
      return test && { ...test, isNot: test.isNot !== true };
    }
    const [compared] = node.kind === 'compare' ? node.rest : [];
    if (node.kind === 'compare' && compared && node.rest.length === 1 && /^[=!]==?$/.test(compared.sign)) {
      const [value, equals] = [this.value(node.first, locals), this.value(compared.value, locals)];
      return value && equals && { value, equals, isNot: compared.sign.startsWith('!') };
    }
    if (node.kind === 'name' || node.kind === 'member' || node.kind === 'literal') {
      const value = this.value(node, locals);
      return value && { value };
    }
    this.lost(node);
    return undefined;
  }

  private loop(node: ForNode, locals: readonly string[]): Part[] {
    const list = this.path(node.list, locals);
    const [first, second, ...more] = node.names.map(({ name }) => name);
    if (!list || first === undefined || more.length > 0) {
      this.lost(node.list);
      const inner = [...locals, 'loop', ...node.names.map(({ name }) => name)];
      return [...this.body(node.body, inner), ...this.body(node.otherwise, locals)];
    }
    const body = this.body(node.body, [...locals, 'loop', first, ...(second === undefined ? [] : [second])]);
    const otherwise = this.body(node.otherwise, locals);
    return [
      {
        ...({ kind: 'each', list, body, otherwise } as const),
        ...(second === undefined ? { item: first } : { item: second, key: first }),
      },
    ];
  }

  private value(node: Expression, locals: readonly string[]): TemplateValue | undefined {
    if (node.kind === 'group') return this.value(node.inner, locals);
    if (node.kind === 'literal') return { kind: 'literal', value: node.value, span: node.span };
    const isOfLoop = node.kind === 'member' && node.target.kind === 'name' && node.target.name === 'loop';
    if (isOfLoop && locals.includes('loop') && node.key.kind === 'literal') {
      const of = (['index0', 'first', 'last'] as const).find(
        (each) => node.key.kind === 'literal' && each === node.key.value,
      );
      if (of) return { kind: 'loop', of, span: node.span };
      return this.lost(node);
    }
    const path = this.path(node, locals);
    return path ? { kind: 'path', path } : this.lost(node);
  }

  private path(node: Expression, locals: readonly string[]): ValuePath | undefined {
    if (node.kind === 'group') return this.path(node.inner, locals);
    if (node.kind === 'name') {
      if (node.name === 'loop' && locals.includes('loop')) return undefined;
      return { root: node.name, ...(locals.includes(node.name) && { isLocal: true }), parts: [], span: node.span };
    }
    if (node.kind !== 'member' || node.key.kind !== 'literal') return undefined;
    const target = this.path(node.target, locals);
    return target && { ...target, parts: [...target.parts, String(node.key.value)], span: node.span };
  }

  private lost({ span }: Expression): undefined {
    const written = this.source.slice(span.start, span.end);
    this.lose(span, (say) => say('"{0}" has no counterpart, and is left out.', written));
    return undefined;
  }
}
