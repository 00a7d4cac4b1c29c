import type * as highlighterModule from './highlighter';
import { isQuickToColour } from './colourWork';
import type { ColouredToken } from './highlighter';

type Highlighter = typeof highlighterModule;

let loaded: Highlighter | undefined;
let loading: Promise<Highlighter> | undefined;

/** A token with the range where it is drawn. */
interface Mark extends ColouredToken {
  readonly range: StaticRange;
}

/** Pixels around what is seen within which code has its colours, so that they are there when it comes in sight. */
const margin = 400;

/**
 * Colours the blocks of code of one answer, where their language is known. The colours are laid over the text
 * (https://developer.mozilla.org/en-US/docs/Web/API/CSS_Custom_Highlight_API). No element is added, so a growing answer
 * is patched as it was, selected text stays selected, and matches of find keep their place. The browser goes through
 * all highlights in each frame in which something changes, so only code in sight has any.
 */
export class CodeColours {
  private readonly marks = new Map<Element, readonly Mark[]>();
  private readonly inSight = new Set<Element>();
  private observer: IntersectionObserver | undefined;

  /** Colours the code that stands in `root` by now. The first colours of the page come a moment later. */
  colour(root: ParentNode): void {
    if (!('highlights' in CSS)) return;
    for (const code of this.marks.keys()) if (!code.isConnected) this.leave(code);
    for (const code of root.querySelectorAll('pre > code[class^="language-"]')) {
      if (this.inSight.has(code)) this.colourCode(code);
      else this.watch(code);
    }
  }

  /** Takes the colours away, as the answer is no longer in the page. */
  clear(): void {
    this.observer?.disconnect();
    for (const code of this.inSight) this.leave(code);
  }

  private watch(code: Element): void {
    // The margin holds within boxes that scroll, too.
    const around = { rootMargin: `${margin}px`, scrollMargin: `${margin}px` };
    this.observer ??= new IntersectionObserver((entries) => this.onSight(entries), around);
    this.observer.observe(code);
  }

  private onSight(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) this.leave(target);
      else if (!this.inSight.has(target)) {
        this.inSight.add(target);
        this.colourCode(target);
      }
    }
  }

  private colourCode(code: Element): void {
    const text = code.firstChild;
    if (!code.isConnected || !(text instanceof Text) || code.childNodes.length > 1) return;
    if (!isQuickToColour(text.data)) return;
    if (loaded === undefined) return void load().then(() => this.inSight.has(code) && this.colourCode(code));
    const before = this.marks.get(code) ?? [];
    const tokens = loaded.colouredTokens(text.data, code.className.slice('language-'.length).toLowerCase());
    // In code that has grown, most tokens are where they were.
    const isOther = (token: ColouredToken, i: number): boolean =>
      token.kind !== before[i]?.kind || token.from !== before[i].from || token.to !== before[i].to;
    const firstOther = tokens.findIndex(isOther);
    const same = firstOther < 0 ? tokens.length : firstOther;
    for (const mark of before.slice(same)) highlight(mark.kind).delete(mark.range);
    const added = tokens.slice(same).map((token) => ({ ...token, range: rangeOf(text, token) }));
    for (const mark of added) highlight(mark.kind).add(mark.range);
    this.marks.set(code, [...before.slice(0, same), ...added]);
  }

  private leave(code: Element): void {
    for (const { kind, range } of this.marks.get(code) ?? []) highlight(kind).delete(range);
    this.marks.delete(code);
    this.inSight.delete(code);
  }
}

const rangeOf = (text: Text, { from, to }: ColouredToken): StaticRange =>
  new StaticRange({ startContainer: text, startOffset: from, endContainer: text, endOffset: to });

function highlight(kind: string): Highlight {
  const name = `code-${kind}`;
  const known = CSS.highlights.get(name);
  if (known) return known;
  const made = new Highlight();
  // The colours lie below the marks of what is searched for.
  made.priority = -1;
  CSS.highlights.set(name, made);
  return made;
}

/** Loads the highlighter. If it cannot be loaded, code stays plain, and the next block tries again. */
async function load(): Promise<void> {
  loading ??= import('./highlighter.js');
  try {
    loaded = await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}
