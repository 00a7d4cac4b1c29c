import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { shown, verdict } from '../verdict';
import type { CheckInput, MakeCheck, Verdict } from '../verdict';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Most UTF-16 code units of a text. */
const maxLength = 10 * 1024 ** 2;

/** Kinds of marks, with how much each counts. A text with a sum of two or more is HTML. */
const marks: readonly (readonly [RegExp, number])[] = [
  [/<[a-zA-Z][a-zA-Z0-9-]*(?:\s[^>]*)?>/, 1],
  [/<\/[a-zA-Z][a-zA-Z0-9-]*\s*>/, 1],
  [/<[a-zA-Z][a-zA-Z0-9-]*(?:\s[^>]*)?\/>/, 1],
  [/&(?:[a-zA-Z]+|#[0-9]+|#x[0-9a-fA-F]+);/, 1],
  [/<!DOCTYPE\s+html/i, 2],
  [/<!--[^-]*(?:-[^-]+)*-->/, 1],
  [/\s[a-zA-Z-]+=\s*["'][^"']*["']/, 1],
  [
    /<(?:html|head|body|div|span|p|a|img|h[1-6]|ul|ol|li|table|tr|td|th|form|input|button|script|style|link|meta|br|hr)\b/i,
    2,
  ],
];

function hasHtml(text: string): boolean {
  if (text.length > maxLength) return false;
  return marks.reduce((sum, [mark, weight]) => sum + (mark.test(text) ? weight : 0), 0) >= 2;
}

/**
 * The elements of HTML (https://html.spec.whatwg.org/multipage/indices.html) that count. Custom elements, whose names
 * have a hyphen, count as well.
 */
const elements = new Set(
  [
    'title base link meta style article section nav aside h1 h2 h3 h4 h5 h6 header footer address p hr pre blockquote ol ul li',
    'dl dt dd figure figcaption main div a em strong small s cite q dfn abbr ruby rt rp data time code var samp kbd sub sup i b',
    'u mark bdi bdo span br wbr img iframe embed object param picture source video audio track map area svg math script noscript',
    'canvas ins del table caption colgroup col tbody thead tfoot tr td th form label input button select datalist optgroup option',
    'textarea output progress meter fieldset legend details summary dialog menu slot template',
  ].flatMap((line) => line.split(' ')),
);

/** Elements that a parser adds where they are not written. */
const added = ['html', 'head', 'body'];

/** Returns why a text is no HTML; `undefined` where it is. */
function whyNoHtml(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return 'is empty';
  if (trimmed.length > maxLength) return 'is too long';
  if (/^<\?xml/i.test(trimmed)) return 'is XML';
  const all = elementsOf(parse(trimmed, { sourceCodeLocationInfo: true }));
  const written = trimmed.toLowerCase();
  const body = all.find(({ tagName }) => tagName === 'body');
  if (body && !isWritten(body, written) && body.childNodes.some(isWords)) return 'has text outside of its elements';
  return all.some((element) => isKnown(element, written)) ? undefined : 'has no element of HTML';
}

const isWords = (node: Node): boolean => 'value' in node && node.value.trim() !== '';

const isWritten = ({ tagName, sourceCodeLocation }: Element, text: string): boolean =>
  Boolean(sourceCodeLocation) && new RegExp(`<${tagName}(?=[\\s>/])`).test(text);

function isKnown(element: Element, text: string): boolean {
  const name = element.tagName.toLowerCase();
  return added.includes(name) ? isWritten(element, text) : elements.has(name) || name.includes('-');
}

/** Returns the elements in the order of the text. It does not recurse, as elements may be nested without end. */
function elementsOf(root: Node): Element[] {
  const found: Element[] = [];
  const left: Node[] = [root];
  for (let node = left.pop(); node; node = left.pop()) {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) for (const child of node.childNodes.toReversed()) left.push(child);
  }
  return found;
}

function containsHtml({ text, inverse }: CheckInput): Verdict {
  return verdict(hasHtml(text) !== inverse, `Expected ${inverse ? 'no ' : ''}HTML in the answer ${shown(text)}.`);
}

function isHtml({ text, inverse }: CheckInput): Verdict {
  const why = whyNoHtml(text);
  const reason = `Expected ${inverse ? 'no ' : ''}HTML; the answer ${why ?? 'is HTML'}: ${shown(text)}.`;
  return verdict((why === undefined) !== inverse, reason);
}

export const htmlChecks: Readonly<Record<string, MakeCheck>> = { 'is-html': isHtml, 'contains-html': containsHtml };
