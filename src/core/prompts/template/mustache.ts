import { isRecord } from '../../base/json';
import { NunjucksBudget, nunjucksLimits } from './nunjucksBudget';
import { ownMember, shownText } from './nunjucksValues';
import { TemplateError } from './templateError';
import type { TemplateLimits } from './templateError';
import type { FilledPiece } from './pieces';

export type MustacheNode =
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | {
      readonly kind: 'section';
      readonly name: string;
      readonly isInverted: boolean;
      readonly body: readonly MustacheNode[];
      readonly at: number;
    };

/**
 * Fills a template of Mustache: names, sections and comments. Nothing is escaped, because a prompt is no HTML. Partials
 * and other delimiters are refused at their place.
 * @throws TemplateError
 */
export function fillMustache(
  template: string | readonly MustacheNode[],
  values: Readonly<Record<string, unknown>>,
  limits: TemplateLimits = nunjucksLimits,
): readonly FilledPiece[] {
  const evaluation = new Evaluation(new NunjucksBudget(limits));
  evaluation.run(typeof template === 'string' ? parseMustache(template) : template, [values]);
  return evaluation.pieces;
}

/** Reads a template of Mustache. @throws TemplateError */
export function parseMustache(source: string): readonly MustacheNode[] {
  const open: { name: string; isInverted: boolean; at: number; body: MustacheNode[] }[] = [];
  const root: MustacheNode[] = [];
  const body = (): MustacheNode[] => open.at(-1)?.body ?? root;
  let at = 0;
  for (;;) {
    const found = tagAt(source, at);
    if (!found) break;
    const { start, end, sign, name } = found;
    body().push({ kind: 'text', text: source.slice(at, start), at });
    at = end;
    if (sign === '>' || sign === '=') {
      throw fault((say) => say('Partials and other delimiters are not supported in templates.'), start);
    }
    if (sign === '#' || sign === '^') {
      open.push({ name, isInverted: sign === '^', at: start, body: [] });
      if (open.length > nunjucksLimits.depth) {
        const most = nunjucksLimits.depth;
        throw new TemplateError('too-deep', (say) => say('More than {0} levels are nested here.', most), start);
      }
    } else if (sign === '/') {
      const section = open.pop();
      if (section?.name !== name) {
        throw fault((say) => say('Nothing that "{0}" belongs to is open here.', `/${name}`), start);
      }
      body().push({ kind: 'section', ...section });
    } else if (sign !== '!') body().push({ kind: 'name', name, at: start });
  }
  const [unclosed] = open;
  if (unclosed) {
    throw fault((say) => say('"{0}" is not closed by "{1}".', `#${unclosed.name}`, `/${unclosed.name}`), unclosed.at);
  }
  root.push({ kind: 'text', text: source.slice(at), at });
  return root;
}

const fault = (saying: TemplateError['saying'], at: number): TemplateError =>
  new TemplateError('template-syntax', saying, at);

/** Finds the next tag. For a tag that stands alone in its line and shows nothing, returns the whole line. */
function tagAt(
  source: string,
  from: number,
): { readonly start: number; readonly end: number; readonly sign: string; readonly name: string } | undefined {
  const start = source.indexOf('{{', from);
  if (start < 0) return undefined;
  const isTriple = source[start + 2] === '{';
  const closing = isTriple ? '}}}' : '}}';
  const close = source.indexOf(closing, start + 2);
  if (close < 0) throw fault((say) => say('The template ends within this tag.'), start);
  const end = close + closing.length;
  const inner = source.slice(start + (isTriple ? 3 : 2), close).trim();
  const sign = isTriple ? '&' : (/^[#^/!>=&]/.exec(inner)?.[0] ?? '');
  const name = isTriple || sign === '' ? inner : inner.slice(1).trim();
  if (!/^[#^/!]$/.test(sign)) return { start, end, sign, name };
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  const rest = /[ \t]*(?:\r?\n|$)/y;
  rest.lastIndex = end;
  const after = rest.exec(source)?.[0];
  const isAlone = after !== undefined && lineStart >= from && source.slice(lineStart, start).trim() === '';
  return isAlone ? { start: lineStart, end: end + after.length, sign, name } : { start, end, sign, name };
}

class Evaluation {
  readonly pieces: FilledPiece[] = [];

  constructor(private readonly budget: NunjucksBudget) {}

  run(nodes: readonly MustacheNode[], scopes: readonly unknown[]): void {
    for (const node of nodes) {
      this.budget.step(node.at);
      if (node.kind === 'text') this.write({ text: node.text }, node.at);
      else {
        const value = lookUp(node.name, scopes);
        if (node.kind === 'name') this.write({ text: shownText(value, node.at), value }, node.at);
        else this.section(node, value, scopes);
      }
    }
  }

  private section(
    { isInverted, body, at }: MustacheNode & { kind: 'section' },
    value: unknown,
    scopes: readonly unknown[],
  ): void {
    const isShown = Array.isArray(value) ? value.length > 0 : Boolean(value);
    if (isInverted === isShown) return;
    if (isInverted) this.run(body, scopes);
    else {
      for (const item of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
        this.budget.step(at);
        this.run(body, [...scopes, item]);
      }
    }
  }

  private write(piece: FilledPiece, at: number): void {
    this.budget.write(at, piece.text.length);
    this.pieces.push(piece);
  }
}

/**
 * Looks up a name. Its first part is looked for from the inside out, and each other part in the value that was found.
 */
function lookUp(name: string, scopes: readonly unknown[]): unknown {
  if (name === '.') return scopes.at(-1);
  const [first = '', ...rest] = name.split('.');
  const scope = scopes.findLast((each) => isRecord(each) && Object.hasOwn(each, first));
  return rest.reduce<unknown>(ownMember, ownMember(scope, first));
}
