import hljs from 'highlight.js/lib/common';
import type { Emitter } from 'highlight.js';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import powershell from 'highlight.js/lib/languages/powershell';

// A file of its own, which a page loads with its first block of code: see codeColours.ts.

hljs.registerLanguage('dockerfile', dockerfile);
hljs.registerLanguage('powershell', powershell);

/** A stretch of code that has a colour, in UTF-16 code units. */
export interface ColouredToken {
  /** The style `::highlight(code-KIND)` in media/playground.css. */
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Scopes of highlight.js by the colour that they have, https://highlightjs.readthedocs.io/en/latest/css-classes-reference.html.
 * A scope of two words goes before its first word.
 */
const scopes: Readonly<Record<string, readonly string[]>> = {
  comment: ['comment', 'quote'],
  keyword: ['keyword', 'literal', 'variable.language'],
  string: ['string', 'regexp', 'char'],
  number: ['number', 'symbol', 'bullet'],
  function: ['title', 'section'],
  type: ['type', 'built_in', 'title.class'],
  name: ['attr', 'attribute', 'property', 'variable', 'template-variable'],
  tag: ['tag', 'name', 'template-tag', ...['tag', 'id', 'class', 'attr', 'pseudo'].map((each) => `selector-${each}`)],
  meta: ['meta', 'doctag', 'link'],
  inserted: ['addition'],
  deleted: ['deletion'],
  // Code inside of a string.
  '': ['subst'],
};
const kindOf = new Map(Object.entries(scopes).flatMap(([kind, names]) => names.map((name) => [name, kind])));

/** Returns the kind of a scope. `undefined`: the kind of the scope around it. */
function kindOfScope(scope: string): string | undefined {
  const [first = '', second = ''] = scope.split('.');
  return kindOf.get(`${first}.${second}`) ?? kindOf.get(first);
}

/** A piece of code, with the kind of the innermost scope around it that has one. */
interface Piece {
  readonly kind: string | undefined;
  length: number;
}

/**
 * Takes the scopes as highlight.js finds them. Its usual emitter makes a tree of them and writes that as HTML, which would have
 * to be parsed again.
 */
class PieceEmitter implements Emitter {
  readonly pieces: Piece[] = [];
  private readonly kinds: (string | undefined)[] = [];

  addText(text: string): void {
    this.add(this.kinds.at(-1), text.length);
  }

  startScope(scope: string): void {
    this.kinds.push(kindOfScope(scope) ?? this.kinds.at(-1));
  }

  endScope(): void {
    this.kinds.pop();
  }

  openNode = (scope: string): void => this.startScope(scope);
  closeNode = (): void => this.endScope();

  __addSublanguage(emitter: Emitter): void {
    if (!(emitter instanceof PieceEmitter)) return;
    for (const { kind, length } of emitter.pieces) this.add(kind ?? this.kinds.at(-1), length);
  }

  finalize(): void {
    this.kinds.length = 0;
  }

  toHTML(): string {
    return '';
  }

  private add(kind: string | undefined, length: number): void {
    const last = this.pieces.at(-1);
    if (last !== undefined && last.kind === kind) last.length += length;
    else if (length > 0) this.pieces.push({ kind, length });
  }
}

hljs.configure({ __emitter: PieceEmitter });

/**
 * Returns the coloured tokens of code in their order, or none if the language is not known. `language`: as a fence names it.
 */
export function colouredTokens(code: string, language: string): ColouredToken[] {
  if (hljs.getLanguage(language) === undefined) return [];
  const { _emitter } = hljs.highlight(code, { language, ignoreIllegals: true });
  if (!(_emitter instanceof PieceEmitter)) return [];
  const tokens: ColouredToken[] = [];
  let from = 0;
  for (const { kind = '', length } of _emitter.pieces) {
    if (kind !== '') tokens.push({ kind, from, to: from + length });
    from += length;
  }
  // highlight.js gives up where a language of it fails.
  return from === code.length ? tokens : [];
}
