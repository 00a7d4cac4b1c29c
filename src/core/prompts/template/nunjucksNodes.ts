import type { Span } from '../../text/span';

// The tree of a Nunjucks template: the part of the language that runs no code.

export const nunjucksFilters = [
  ...(['default', 'upper', 'lower', 'trim', 'join', 'length', 'replace', 'first', 'last', 'dump'] as const),
];
export type NunjucksFilter = (typeof nunjucksFilters)[number];

export const comparisons = ['==', '===', '!=', '!==', '<', '>', '<=', '>='] as const;
export type Comparison = (typeof comparisons)[number];

export interface NameNode {
  readonly kind: 'name';
  readonly name: string;
  readonly span: Span;
}

export type Expression = { readonly span: Span } & (
  | NameNode
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  /** An expression in parentheses: `not` binds to all of it. */
  | { readonly kind: 'group'; readonly inner: Expression }
  | { readonly kind: 'member'; readonly target: Expression; readonly key: Expression }
  | { readonly kind: 'not'; readonly target: Expression }
  | { readonly kind: 'and' | 'or'; readonly items: readonly Expression[] }
  | { readonly kind: 'in'; readonly item: Expression; readonly list: Expression }
  | { readonly kind: 'compare'; readonly first: Expression; readonly rest: readonly Compared[] }
  /** `value if condition else otherwise` */
  | {
      readonly kind: 'choice';
      readonly condition: Expression;
      readonly value: Expression;
      readonly otherwise?: Expression;
    }
  | {
      readonly kind: 'filter';
      readonly filter: NunjucksFilter;
      readonly target: Expression;
      readonly args: readonly Expression[];
    }
);

export interface Compared {
  readonly sign: Comparison;
  readonly value: Expression;
}

export interface ForNode {
  readonly kind: 'for';
  /** One name for the items of a list; two for the keys and values of an object, or the parts of each item. */
  readonly names: readonly NameNode[];
  readonly list: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
  readonly span: Span;
}

export type Statement =
  | { readonly kind: 'text'; readonly text: string; readonly span: Span }
  | { readonly kind: 'output'; readonly value: Expression; readonly span: Span }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly condition: Expression; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
      readonly span: Span;
    }
  | ForNode;

/** A template that was read, and can be filled any number of times. */
export interface NunjucksTemplate {
  readonly body: readonly Statement[];
}
