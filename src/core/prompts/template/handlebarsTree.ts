import type { Span } from '../../text/span';
import type { TemplateError } from './templateError';

// The tree of a Handlebars template. All spans are those of its source.

/**
 * A path. `@root.a` is data. `../a` has a depth of 1. `this.a` and `./a` are scoped: they are no helper and no name of
 * a block.
 */
export interface Path {
  readonly kind: 'path';
  readonly span: Span;
  readonly isData: boolean;
  readonly isScoped: boolean;
  readonly depth: number;
  readonly parts: readonly string[];
}

export interface Literal {
  readonly kind: 'literal';
  readonly span: Span;
  readonly value: string | number | boolean | null | undefined;
}

/** A helper with its arguments. */
export interface Call {
  readonly kind: 'call';
  readonly span: Span;
  /** Name of the helper, and the place of the name. */
  readonly helper: string;
  readonly helperSpan: Span;
  readonly args: readonly Expression[];
  readonly named: readonly Named[];
}

export interface Named {
  readonly name: string;
  readonly span: Span;
  readonly value: Expression;
}

export type Expression = Path | Literal | Call;

export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly span: Span; readonly value: Expression }
  | Block
  | Partial;

export interface Block {
  readonly kind: 'block';
  readonly span: Span;
  /** A call of a helper that has a body, or the value that decides by itself. */
  readonly head: Expression;
  /** Names that its body has for the values of the block: `as |item index|`. */
  readonly params: readonly string[];
  readonly body: Body | undefined;
  readonly inverse: Body | undefined;
}

export interface Partial {
  readonly kind: 'partial';
  readonly span: Span;
  readonly name: string | Expression;
  readonly nameSpan: Span;
  readonly context: Expression | undefined;
  readonly named: readonly Named[];
  /** The white space before it, where it is alone in its line. */
  readonly indent: string;
  /** The body of `{{#> name}}`: the partial may show it, and it is shown where there is no such partial. */
  readonly body: Body | undefined;
}

export interface Body {
  readonly statements: readonly Statement[];
  /** Inline partials that are defined in the body, by their names. */
  readonly inline: ReadonlyMap<string, Body>;
}

export interface Template {
  readonly source: string;
  readonly body: Body;
  /** Faults of a template that can be read, in the order of their places. A template with a fault is not filled. */
  readonly faults: readonly TemplateError[];
}
