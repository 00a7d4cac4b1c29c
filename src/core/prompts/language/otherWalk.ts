import type { Span } from '../../text/span';
import type { TemplateSyntax } from '../prompt';
import { parseMustache } from '../template/mustache';
import type { Expression, Statement } from '../template/nunjucksNodes';
import { parseNunjucks } from '../template/nunjucksParser';
import { placeholderMatches, variableMatches } from '../template/placeholders';
import type { PlaceOf } from './sourcePlaces';
import type { TemplateParts, VariableUse } from './templateWalk';

type Syntax = Exclude<TemplateSyntax, 'handlebars'>;
type Uses = Pick<TemplateParts, 'variables' | 'closings' | 'blocks'> & Partial<Pick<TemplateParts, 'optional'>>;

/**
 * Reads the parts of a template in another language than Handlebars.
 * @param place maps a place in the template to the file
 * @throws TemplateError
 */
export function otherParts(syntax: Syntax, source: string, place: PlaceOf): TemplateParts {
  const { variables, closings, blocks, optional = new Set() } = usesIn[syntax](source);
  const placed = (span: Span): Span => ({ start: place(span.start), end: place(span.end - 1) + 1 });
  const placedUse = (use: VariableUse): VariableUse => ({ ...use, span: placed(use.span) });
  return {
    variables: variables.map(placedUse),
    closings: closings.map(placedUse),
    blocks: blocks.map((block) => ({ ...block, span: placed(block.span) })),
    ...{ optional, calls: [], partials: [], readsAll: false },
  };
}

const usesIn: Readonly<Record<Syntax, (source: string) => Uses>> = {
  nunjucks: (source) => {
    const walk = new NunjucksWalk(source);
    walk.statements(parseNunjucks(source).body, new Set());
    return walk;
  },
  mustache: mustacheUses,
  placeholders: (source) => namesOnly(placeholderMatches(source), '{{'.length),
  variables: (source) =>
    namesOnly(
      variableMatches(source).filter(({ isOfEditor }) => !isOfEditor),
      '${input:'.length,
    ),
  none: () => namesOnly([], 0),
};

/** Finds the names of matches. @param before characters before the first place where a name can begin. */
function namesOnly(
  matches: readonly { readonly index: number; readonly text: string; readonly name: string }[],
  before: number,
): Uses {
  const variables = matches.map(({ index, text, name }): VariableUse => {
    const start = index + text.indexOf(name, before);
    return { name, span: { start, end: start + name.length } };
  });
  return { variables, closings: [], blocks: [] };
}

class NunjucksWalk implements Uses {
  readonly variables: VariableUse[] = [];
  readonly closings = [];
  readonly blocks: TemplateParts['blocks'][number][] = [];
  readonly optional = new Set<string>();

  constructor(private readonly source: string) {}

  statements(nodes: readonly Statement[], locals: ReadonlySet<string>): void {
    for (const node of nodes) {
      if (node.kind === 'output') this.expression(node.value, locals);
      else if (node.kind === 'if') {
        this.blocks.push({ span: this.fromTag(node.span), params: [] });
        for (const { condition, body } of node.branches) {
          this.tested(condition, locals);
          this.statements(body, locals);
        }
        this.statements(node.otherwise, locals);
      } else if (node.kind === 'for') {
        const params = node.names.map(({ name }) => name);
        this.blocks.push({ span: this.fromTag(node.span), params });
        this.tested(node.list, locals);
        this.statements(node.body, new Set([...locals, ...params, 'loop']));
        this.statements(node.otherwise, locals);
      }
    }
  }

  /** Reads an expression that decides what is shown. Its variables are optional: the input may be without them. */
  private tested(node: Expression, locals: ReadonlySet<string>): void {
    const before = this.variables.length;
    this.expression(node, locals);
    for (const { name } of this.variables.slice(before)) this.optional.add(name);
  }

  private expression(node: Expression, locals: ReadonlySet<string>): void {
    const all = (nodes: readonly Expression[]): void => nodes.forEach((each) => this.expression(each, locals));
    switch (node.kind) {
      case 'name':
        if (!locals.has(node.name)) this.variables.push({ name: node.name, span: node.span });
        return;
      case 'literal':
        return;
      case 'list':
      case 'and':
      case 'or':
        return all(node.items);
      case 'group':
        return this.expression(node.inner, locals);
      case 'member':
        return all([node.target, node.key]);
      case 'not':
        return this.tested(node.target, locals);
      case 'in':
        return all([node.item, node.list]);
      case 'compare':
        return all([node.first, ...node.rest.map(({ value }) => value)]);
      case 'choice':
        this.tested(node.condition, locals);
        return all([node.value, ...(node.otherwise ? [node.otherwise] : [])]);
      case 'filter':
        if (node.filter === 'default') this.tested(node.target, locals);
        else this.expression(node.target, locals);
        return all(node.args);
    }
  }

  private fromTag({ start, end }: Span): Span {
    return { start: Math.max(0, this.source.lastIndexOf('{%', start)), end };
  }
}

const mustacheTag = /\{\{\{?([^{}]*)\}?\}\}/g;

function mustacheUses(source: string): Uses {
  parseMustache(source);
  const [variables, closings]: [VariableUse[], VariableUse[]] = [[], []];
  const blocks: { span: { start: number; end: number }; params: string[] }[] = [];
  const open: ((typeof blocks)[number] & { readonly isInverted: boolean })[] = [];
  const optional = new Set<string>();
  for (const { 0: tag, 1: inner = '', index } of source.matchAll(mustacheTag)) {
    const [sign = ''] = /^[#^/&!]/.exec(inner.trimStart()) ?? [];
    const name = inner.trimStart().slice(sign.length).trim().split('.', 1)[0] ?? '';
    if (sign === '!' || (name === '' && sign !== '/')) continue;
    const start = index + tag.indexOf(name, tag.search(/[^{\s#^/&]/));
    // Within a section, a name may belong to the value of the section.
    const isUnsure = (sign === '/' ? open.slice(0, -1) : open).some((section) => !section.isInverted);
    const use = { name, span: { start, end: start + name.length }, ...(isUnsure && ({ isUnsure } as const)) };
    if (sign === '/') {
      const block = open.pop();
      if (block) block.span.end = index + tag.length;
      if (name !== '') closings.push(use);
      continue;
    }
    variables.push(use);
    if (sign !== '#' && sign !== '^') continue;
    optional.add(name);
    const block = { span: { start: index, end: source.length }, params: [] };
    blocks.push(block);
    open.push(Object.assign(block, { isInverted: sign === '^' }));
  }
  return { variables, closings, blocks, optional };
}
