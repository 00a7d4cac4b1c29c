import type { AST } from '@handlebars/parser';
import { promptRoles } from '../prompt';
import { helperSigns } from './handlebarsHelpers';
import { tooDeep } from './handlebarsScan';
import type { Block, Body, Call, Expression, Literal, Named, Partial, Path, Statement } from './handlebarsTree';
import { TemplateError, templateLimits } from './templateError';
import type { TemplateFault } from './templateError';
import type { Span } from '../../text/span';

/** A function that converts a place of the parser, which counts lines from 1 and columns from 0, to an offset. */
export type OffsetOf = (place: AST.Position) => number;

interface Build {
  readonly source: string;
  readonly offsetOf: OffsetOf;
  /** The list to which the faults of parts are added that can be read but not filled. */
  readonly faults: TemplateError[];
}

/** Converts the tree of the parser to ours, without the parts that no prompt may have. */
export function buildBody(program: AST.Program, build: Build): Body {
  return new Builder(build).body(program);
}

class Builder {
  private depth = 0;

  constructor(private readonly build: Build) {}

  body(program: AST.Program): Body {
    const inline = new Map<string, Body>();
    const statements = program.body.flatMap((statement) => this.statement(statement, inline));
    return { statements, inline };
  }

  private statement(node: AST.Statement, inline: Map<string, Body>): Statement[] {
    switch (node.type) {
      case 'ContentStatement': {
        const text = (node as AST.ContentStatement).value;
        return text === '' ? [] : [{ kind: 'text', text }];
      }
      case 'MustacheStatement':
        return [this.output(node as AST.MustacheStatement)];
      case 'BlockStatement':
        return [this.within(node, () => this.block(node as AST.BlockStatement))];
      case 'PartialStatement':
      case 'PartialBlockStatement':
        return [this.within(node, () => this.partial(node as AST.PartialStatement | AST.PartialBlockStatement))];
      case 'DecoratorBlock':
        this.within(node, () => this.inline(node as AST.DecoratorBlock, inline));
        return [];
      case 'Decorator':
        this.refuse(node);
        return [];
      default:
        return []; // A comment.
    }
  }

  private output(node: AST.MustacheStatement): Statement {
    const value = this.call(node);
    if (value.kind === 'call' && helperSigns.get(value.helper)?.isBlock) {
      this.fault('helper-arguments', value.helperSpan, (say) =>
        say('"{0}" goes around a text: "{1}".', value.helper, `{{#${value.helper} …}}…{{/${value.helper}}}`),
      );
    }
    return { kind: 'output', span: this.span(node), value };
  }

  private block(node: AST.BlockStatement): Block {
    const span = this.span(node);
    const head = this.call(node);
    const isRaw = this.build.source.startsWith('{{{{', span.start);
    if (isRaw || (head.kind === 'call' && !helperSigns.get(head.helper)?.isBlock)) {
      const name = head.kind === 'call' ? head.helper : this.textOf(head.span);
      const isAlone = helperSigns.has(name);
      this.fault('unknown-helper', head.kind === 'call' ? head.helperSpan : head.span, (say) =>
        isAlone
          ? say('"{0}" goes before a text, not around it: "{1}".', name, `{{${name} …}}…`)
          : say('There is no helper "{0}" that goes around a text.', name),
      );
    }
    // The parser leaves one of them out of many blocks, whatever its types say.
    const [program, inverse] = [node.program, node.inverse] as readonly (AST.Program | undefined)[];
    return {
      kind: 'block',
      span,
      head,
      params: program?.blockParams ?? inverse?.blockParams ?? [],
      body: program && this.body(program),
      inverse: inverse && this.body(inverse),
    };
  }

  private partial(node: AST.PartialStatement | AST.PartialBlockStatement): Partial {
    const [context, second] = node.params;
    if (second)
      this.fault('helper-arguments', this.span(second), (say) => say('A partial takes one value, and others by name.'));
    const isName = node.name.type !== 'SubExpression';
    return {
      kind: 'partial',
      span: this.span(node),
      name: isName ? originalOf(node.name) : this.expression(node.name),
      nameSpan: this.span(node.name),
      context: context && this.expression(context),
      named: this.named(node.hash),
      indent: 'indent' in node ? node.indent : '',
      body: 'program' in node ? this.body(node.program) : undefined,
    };
  }

  private inline(node: AST.DecoratorBlock, inline: Map<string, Body>): void {
    const [name] = node.params;
    if (node.path.original !== 'inline' || name?.type !== 'StringLiteral') return this.refuse(node);
    inline.set((name as AST.StringLiteral).value, this.body(node.program));
  }

  private refuse(node: AST.Node): void {
    this.fault('unknown-helper', this.span(node), (say) => say('There are no decorators but "inline" with a name.'));
  }

  /** Reads the content of a tag or of a pair of brackets: a helper with its arguments, or a value. */
  private call(node: AST.MustacheStatement | AST.BlockStatement | AST.SubExpression): Expression {
    const path = this.expression(node.path, true);
    const hasHash = (node.hash as AST.Hash | undefined) !== undefined;
    const isGiven = node.type === 'SubExpression' || node.params.length > 0 || hasHash;
    if (path.kind === 'call') {
      if (isGiven) this.fault('template-syntax', path.span, (say) => say('A helper has a name that is written out.'));
      return path;
    }
    const name = nameOf(path);
    const sign = path.kind === 'path' ? helperSigns.get(name ?? '') : undefined;
    if (!isGiven && !sign) return path.kind === 'path' ? path : asPath(path);
    const call: Call = {
      kind: 'call',
      span: this.span(node),
      helper: name ?? this.textOf(path.span),
      helperSpan: path.span,
      args: node.params.map((each) => this.expression(each)),
      named: this.named(node.hash),
    };
    this.checkCall(call);
    return call;
  }

  private checkCall({ helper, helperSpan, args }: Call): void {
    const sign = helperSigns.get(helper);
    if (!sign) return this.fault('unknown-helper', helperSpan, (say) => say('There is no helper "{0}".', helper));
    if (sign.args !== Infinity && args.length !== sign.args) {
      this.fault('helper-arguments', helperSpan, (say) =>
        say('"{0}" is given {1} values here, and takes {2}.', helper, args.length, sign.args),
      );
    }
    const [role] = args;
    if (helper === 'role' && role?.kind === 'literal') {
      const fault = roleFault(role.value, role.span.start);
      if (fault) this.build.faults.push(fault);
    }
  }

  private expression(node: AST.Node, isHead = false): Expression {
    switch (node.type) {
      case 'PathExpression':
        return this.path(node as AST.PathExpression);
      case 'SubExpression':
        return this.within(node, () => this.inBrackets(node as AST.SubExpression, isHead));
      case 'StringLiteral':
      case 'NumberLiteral':
      case 'BooleanLiteral':
      case 'NullLiteral':
      case 'UndefinedLiteral':
        return { kind: 'literal', span: this.span(node), value: (node as AST.StringLiteral).value as Literal['value'] };
      default:
        this.fault('template-syntax', this.span(node), (say) => say('This cannot be read.'));
        return { kind: 'literal', span: this.span(node), value: undefined };
    }
  }

  private inBrackets(node: AST.SubExpression, isHead: boolean): Expression {
    const value = this.call(node);
    const sign = value.kind === 'call' ? helperSigns.get(value.helper) : undefined;
    if (value.kind === 'call' && (sign?.isMark || sign?.isBlock) && !isHead) {
      this.fault('helper-arguments', value.helperSpan, (say) => say('"{0}" is no value.', value.helper));
    }
    return value;
  }

  private path(node: AST.PathExpression): Path {
    const parts = node.parts.filter((part) => typeof part === 'string');
    if (parts.length < node.parts.length) {
      this.fault('template-syntax', this.span(node), (say) => say('What a helper gives has no path. Use "lookup".'));
    }
    const isScoped = /^(?:\.(?!\.)|this(?:[./]|$))/.test(node.original);
    return { kind: 'path', span: this.span(node), isData: node.data, isScoped, depth: node.depth, parts };
  }

  private named(hash: AST.Hash | undefined): Named[] {
    return (hash?.pairs ?? []).map((pair) => ({
      name: pair.key,
      span: this.span(pair),
      value: this.expression(pair.value),
    }));
  }

  private within<T>(node: AST.Node, work: () => T): T {
    if (++this.depth > templateLimits.depth) throw tooDeep(this.span(node).start);
    const made = work();
    this.depth--;
    return made;
  }

  private fault(fault: TemplateFault, { start }: Span, saying: TemplateError['saying']): void {
    this.build.faults.push(new TemplateError(fault, saying, start));
  }

  private textOf({ start, end }: Span): string {
    return this.build.source.slice(start, end);
  }

  private span({ loc }: AST.Node): Span {
    return { start: this.build.offsetOf(loc.start), end: this.build.offsetOf(loc.end) };
  }
}

/** Returns the name of a partial as it is written. Numbers are names, too. */
const originalOf = (node: AST.Node): string => String((node as { readonly original?: string | number }).original);

/** Returns a word that may be a helper. */
function nameOf(expression: Path | Literal): string | undefined {
  if (expression.kind === 'literal') return String(expression.value);
  const { isData, isScoped, depth, parts } = expression;
  return !isData && !isScoped && depth === 0 && parts.length === 1 ? parts[0] : undefined;
}

/** Converts a literal to a path: `{{"a b"}}` is the value of that name in the input. */
const asPath = ({ span, value }: Literal): Path => ({
  ...{ kind: 'path', span, isData: false, isScoped: false, depth: 0 },
  parts: [String(value)],
});

/** Returns the fault of a value that is given to `role`. `undefined`: the value is a role. */
export function roleFault(role: unknown, offset: number): TemplateError | undefined {
  if (promptRoles.some((each) => each === role)) return undefined;
  const name = typeof role === 'string' ? role.slice(0, 100) : '';
  return new TemplateError(
    'unknown-role',
    (say) => say('There is no role "{0}". The roles are {1}.', name, promptRoles.join(', ')),
    offset,
  );
}
