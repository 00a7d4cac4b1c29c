import DOMPurify from 'dompurify';
import { Lexer, Marked, Parser, walkTokens } from 'marked';
import type { Links, Token, Tokens, TokensList } from 'marked';
import { words } from './strings';
import type { StringId } from './strings';

// A model's answer is text from outside. Two fences stand between it and the page: our renderer lets no HTML of the
// answer through and writes only addresses that it has parsed and allowed; DOMPurify then keeps nothing but a short list.

/**
 * UTF-16 code units of one paragraph, cell or heading up to which bold, links and so on are looked for. marked's search
 * for delimiters is quadratic in the length of a run (`_a` repeated: 20 ms for 5,000 code units, 1 s for 50,000);
 * beyond this a run is shown as plain text.
 */
const maxInlineRunLength = 4_000;
/** Quotes and lists nested deeper than this are shown as plain text: real texts have none, and they exhaust the stack. */
const deepestNesting = 24;
const maxUrlLength = 8_000;
const allowedProtocols = ['http:', 'https:', 'mailto:'];

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** The address in its parsed form, or `undefined` where it is not an absolute http, https or mailto one. */
export function safeUrl(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  return allowedProtocols.includes(url.protocol) && url.href.length <= maxUrlLength ? url.href : undefined;
}

const decoder = document.createElement('textarea');
/**
 * Decodes entities. marked leaves `&ouml;` in addresses and in the words of an image to the
 * browser, which would see it only after `escapeHtml`.
 */
const decodeEntities = (text: string): string =>
  text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][\da-z]{1,31});/gi, (entity) => {
    decoder.innerHTML = entity;
    return decoder.textContent;
  });

const engine = new Marked({
  gfm: true,
  renderer: {
    html: ({ text, block }) => {
      if (/^<br\s*\/?>$/i.test(text.trim())) return '<br>';
      return block ? `<p>${escapeHtml(text.trim()).replaceAll('\n', '<br>')}</p>` : escapeHtml(text);
    },
    // After a tag such as <pre>, marked takes all text for HTML that is allowed.
    text: (token) => {
      if (token.type === 'text') token.escaped = false;
      return false; // Leaves the rest to marked.
    },
    // The page's own headings are of level 1 to 3.
    heading({ tokens, depth }) {
      const tag = `h${Math.min(depth + 3, 6)}`;
      return `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`;
    },
    code({ text, lang }) {
      const language = /^[\w+#.-]{1,40}/.exec(lang ?? '')?.[0];
      const className = language === undefined ? '' : ` class="language-${escapeHtml(language)}"`;
      return `<pre><code${className}>${escapeHtml(text)}</code></pre>`;
    },
    link({ href, tokens }) {
      const label = this.parser.parseInline(tokens);
      const address = decodeEntities(href);
      const url = safeUrl(address);
      if (url !== undefined) return `<a href="${escapeHtml(url)}" title="${escapeHtml(url)}">${label}</a>`;
      return label === escapeHtml(address) ? label : `${label} (${escapeHtml(address)})`;
    },
    image({ href, tokens }) {
      const alt = this.parser.parseInline(tokens, this.parser.textRenderer);
      return escapeHtml(words('image', decodeEntities(alt === '' ? href : `${alt}, ${href}`)));
    },
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

class TooDeep extends Error {}

class BoundedLexer extends Lexer {
  private depth = 0;

  /**
   * Stops at too deep nesting. A thousand markers in one line are a thousand levels, each of
   * which costs as much as the line: 2 s for 8 kB.
   */
  override blockTokens(source: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(source: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(source: string, tokens?: TokensList, lastParagraphClipped?: boolean): Token[] {
    if (this.depth > deepestNesting) throw new TooDeep();
    this.depth += 1;
    const blocks = super.blockTokens(source, tokens, lastParagraphClipped);
    this.depth -= 1;
    return blocks;
  }

  /**
   * Keeps long runs as plain text. It overrides `inlineTokens` and not `inline`, in which marked
   * queues every run, and changes the last one when a line is added to it.
   */
  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if (source.length <= maxInlineRunLength) return super.inlineTokens(source, tokens);
    tokens.push({ type: 'text', raw: source, text: source, escaped: false });
    return tokens;
  }
}

/**
 * Cuts Markdown into its blocks. `links` are the reference definitions of earlier text; those of this text are added.
 * The `raw` texts of the tokens, joined, are the source. Text that cannot be cut is one block of plain text.
 */
export function lexBlocks(source: string, links: Links): Token[] {
  const lexer = new BoundedLexer(engine.defaults);
  Object.assign(lexer.tokens.links, links);
  try {
    const tokens = lexer.lex(source);
    if (depthOf(tokens) > deepestNesting) return [plainBlock(source)];
    Object.assign(links, tokens.links);
    return [...tokens];
  } catch (error) {
    // RangeError: the call stack is exceeded by what marked takes apart without going through blockTokens.
    if (error instanceof TooDeep || error instanceof RangeError) return [plainBlock(source)];
    throw error;
  }
}

/** Adds the reference definitions of blocks that will not change any more; the first of a name counts. */
export function addLinks(blocks: readonly Token[], links: Links): void {
  void walkTokens([...blocks], (token) => {
    if (token.type !== 'def') return;
    const { tag, href, title } = token as Tokens.Def;
    if (!Object.hasOwn(links, tag)) links[tag] = { href, title };
  });
}

/** Returns a block that shows the text as it is. */
export function plainBlock(source: string): Tokens.Paragraph {
  const text: Tokens.Text = { type: 'text', raw: source, text: source, escaped: false };
  return { type: 'paragraph', raw: source, text: source, tokens: [text] };
}

/** Returns how deep tokens are nested. Emphasis nests as well. */
function depthOf(tokens: readonly Token[]): number {
  let deepest = 0;
  for (const token of tokens) {
    if (token.type === 'list') deepest = Math.max(deepest, 1 + depthOf((token as Tokens.List).items));
    else if ('tokens' in token && Array.isArray(token.tokens)) deepest = Math.max(deepest, 1 + depthOf(token.tokens));
  }
  return deepest;
}

const purifyConfig = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'a', 'em', 'strong', 'del'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'class', 'start', 'align'],
  ADD_URI_SAFE_ATTR: ['start', 'align'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true as const,
};

const purifier = DOMPurify(window);
purifier.addHook('uponSanitizeAttribute', (element, attribute) => {
  if (attribute.attrName !== 'class') return;
  attribute.keepAttr = element.nodeName === 'CODE' && /^language-[\w+#.-]+$/.test(attribute.attrValue);
});

/** Actions for a block of code, as the buttons above it. */
export const codeActions = ['copy-code', 'insert-code', 'open-code'] as const;
export type CodeAction = (typeof codeActions)[number] | 'apply-code';

/** Returns a fragment that is safe to put into the page. Links do nothing by themselves; see `answerText`. */
export function renderBlocks(
  tokens: readonly Token[],
  actions: readonly CodeAction[] = ['copy-code'],
): DocumentFragment {
  // Where DOMPurify finds no DOM to work with it hands its input back as it came.
  if (!purifier.isSupported) throw new Error('DOMPurify does not work in this page, so answers cannot be shown.');
  const fragment = sanitize(new Parser(engine.defaults).parse([...tokens]));
  for (const pre of fragment.querySelectorAll('pre')) decorateCode(pre, actions);
  for (const table of fragment.querySelectorAll('table')) wrap(table, 'table', words('table'));
  return fragment;
}

/** Takes everything but the short list out of HTML. This is the second fence, which tests use by itself. */
export const sanitize = (html: string): DocumentFragment => purifier.sanitize(html, purifyConfig);

const actionWords: Readonly<Record<CodeAction, readonly [name: StringId, ofCode: StringId, ofCodeIn: StringId]>> = {
  'copy-code': ['copy', 'copyCode', 'copyCodeIn'],
  'insert-code': ['insert', 'insertCode', 'insertCodeIn'],
  'open-code': ['openAsFile', 'openCode', 'openCodeIn'],
  'apply-code': ['apply', 'applyCode', 'applyCodeIn'],
};

function decorateCode(pre: HTMLPreElement, actions: readonly CodeAction[]): void {
  const language = languageOf(pre);
  const bar = document.createElement('div');
  bar.className = 'code-bar';
  const label = document.createElement('span');
  label.textContent = language ?? '';
  bar.append(label, ...actions.map((action) => codeButton(action, language)));
  wrap(pre, 'code', language === undefined ? words('code') : words('codeIn', language)).before(bar);
}

const languageOf = (pre: Element | null | undefined): string | undefined =>
  /^language-(.+)$/.exec(pre?.firstElementChild?.className ?? '')?.[1];

function codeButton(action: CodeAction, language: string | undefined): HTMLButtonElement {
  const [name, ofCode, ofCodeIn] = actionWords[action];
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy-code';
  button.dataset['testid'] = action;
  button.setAttribute('aria-label', language === undefined ? words(ofCode) : words(ofCodeIn, language));
  button.textContent = words(name);
  return button;
}

/** Returns the code that a Copy button stands above. The button says for a moment that it was copied. */
export function copiedCode(button: HTMLElement): string {
  button.textContent = words('copied');
  setTimeout(() => (button.textContent = words('copy')), 2_000);
  return codeOf(button).text;
}

/** Returns the code that a button stands above, and its language as the answer names it. */
export function codeOf(button: Element): { readonly text: string; readonly language: string } {
  const pre = button.closest('.code')?.querySelector('pre');
  return { text: (pre?.textContent ?? '').replace(/\n$/, ''), language: languageOf(pre) ?? '' };
}

/** Puts `element` into a box that scrolls sideways, with the keyboard, too. Returns the box. */
function wrap(element: HTMLElement, className: string, label: string): HTMLElement {
  const box = document.createElement('div');
  const scroller = document.createElement('div');
  box.className = className;
  scroller.className = 'scroller';
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'group');
  scroller.setAttribute('aria-label', label);
  element.replaceWith(box);
  box.append(scroller);
  scroller.append(element);
  return scroller;
}
