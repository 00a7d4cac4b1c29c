import hljs from 'highlight.js/lib/common';
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
  keyword: ['keyword', 'literal', 'variable language_'],
  string: ['string', 'regexp', 'char'],
  number: ['number', 'symbol', 'bullet'],
  function: ['title', 'section'],
  type: ['type', 'built_in', 'title class_'],
  name: ['attr', 'attribute', 'property', 'variable', 'template-variable'],
  tag: ['tag', 'name', 'template-tag', ...['tag', 'id', 'class', 'attr', 'pseudo'].map((each) => `selector-${each}`)],
  meta: ['meta', 'doctag', 'link'],
  inserted: ['addition'],
  deleted: ['deletion'],
  // Code inside of a string.
  '': ['subst'],
};
const kindOf = new Map(Object.entries(scopes).flatMap(([kind, names]) => names.map((name) => [name, kind])));

/** The coloured tokens of code, in their order, or nothing where the language is not known. `language`: as a fence names it. */
export function colouredTokens(code: string, language: string): ColouredToken[] {
  if (hljs.getLanguage(language) === undefined) return [];
  const { value } = hljs.highlight(code, { language, ignoreIllegals: true });
  // A document of its own: of what is parsed, only the lengths of texts and the names of classes are read. Without the line
  // break, which the parser leaves out, one that the code begins with would be.
  const { body } = new DOMParser().parseFromString(`<pre>\n${value}</pre>`, 'text/html');
  const tokens: ColouredToken[] = [];
  const end = collect(body.firstElementChild!, 0, '', tokens);
  return end === code.length ? tokens : [];
}

function collect(parent: Node, from: number, kind: string, tokens: ColouredToken[]): number {
  let at = from;
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      at = collect(node, at, kindOfClass((node as Element).className) ?? kind, tokens);
    } else {
      const to = at + (node.nodeValue?.length ?? 0);
      if (kind !== '' && to > at) tokens.push({ kind, from: at, to });
      at = to;
    }
  }
  return at;
}

function kindOfClass(className: string): string | undefined {
  const [first = '', second = ''] = className.replace(/^hljs-/, '').split(' ');
  return kindOf.get(`${first} ${second}`) ?? kindOf.get(first);
}
