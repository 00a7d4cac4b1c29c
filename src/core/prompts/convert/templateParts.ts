import type { Saying } from '../../base/say';
import type { Span } from '../../text/span';
import type { PromptRole } from '../prompt';

// The common form of templates in all languages: each is read as these parts, and written from them.

/** A value of the input, or an item of a loop around it, and the path to a part of it. */
export interface ValuePath {
  readonly root: string;
  /** Whether the root is an item, or the key of one. */
  readonly isLocal?: true;
  readonly parts: readonly string[];
  readonly span: Span;
}

/** A fact that a loop gives about its current item: the index from 0, or whether it is the first or the last. */
type LoopValue = 'index0' | 'first' | 'last';

export type TemplateValue =
  | { readonly kind: 'path'; readonly path: ValuePath }
  | { readonly kind: 'loop'; readonly of: LoopValue; readonly span: Span }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly span: Span };

export interface Test {
  readonly value: TemplateValue;
  readonly isNot?: boolean;
  readonly equals?: TemplateValue;
}

export type Part =
  /** `span` is the place of the text, where that is known. */
  | { readonly kind: 'text'; readonly text: string; readonly span?: Span }
  | { readonly kind: 'value'; readonly value: TemplateValue; readonly isJson?: boolean; readonly indent?: number }
  | { readonly kind: 'if'; readonly test: Test; readonly body: readonly Part[]; readonly otherwise: readonly Part[] }
  | {
      readonly kind: 'each';
      readonly list: ValuePath;
      readonly item: string;
      /** The name of the key of an item, where the loop goes through an object. */
      readonly key?: string;
      readonly body: readonly Part[];
      readonly otherwise: readonly Part[];
    }
  | { readonly kind: 'role'; readonly role: PromptRole; readonly span: Span }
  | { readonly kind: 'history'; readonly span: Span }
  | { readonly kind: 'media'; readonly url: TemplateValue; readonly contentType?: TemplateValue };

/** Records something that is lost in the conversion. */
export type Lose = (span: Span, message: Saying) => void;

export const literal = (value: string | number | boolean | null, span: Span): TemplateValue => ({
  kind: 'literal',
  value,
  span,
});

export const spanOfValue = (value: TemplateValue): Span => (value.kind === 'path' ? value.path.span : value.span);

/** Returns the parts with all their places moved. */
export function movedParts(parts: readonly Part[], move: (span: Span) => Span): Part[] {
  const value = (of: TemplateValue): TemplateValue =>
    of.kind === 'path' ? { ...of, path: path(of.path) } : { ...of, span: move(of.span) };
  const path = (of: ValuePath): ValuePath => ({ ...of, span: move(of.span) });
  return parts.map((part): Part => {
    switch (part.kind) {
      case 'text':
        return part.span ? { ...part, span: move(part.span) } : part;
      case 'value':
        return { ...part, value: value(part.value) };
      case 'if': {
        const { equals } = part.test;
        const test = { ...part.test, value: value(part.test.value), ...(equals && { equals: value(equals) }) };
        return { ...part, test, body: movedParts(part.body, move), otherwise: movedParts(part.otherwise, move) };
      }
      case 'each': {
        const [body, otherwise] = [movedParts(part.body, move), movedParts(part.otherwise, move)];
        return { ...part, list: path(part.list), body, otherwise };
      }
      case 'role':
      case 'history':
        return { ...part, span: move(part.span) };
      case 'media':
        return { ...part, url: value(part.url), ...(part.contentType && { contentType: value(part.contentType) }) };
    }
  });
}
