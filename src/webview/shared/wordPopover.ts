import { html } from 'lit';
import { Anchors } from '../../core/base/anchors';
import type { WordCardView } from '../../core/glossary/cards/wordQuestion';
import { linkTarget } from '../../core/pages/address';
import { followLinks } from './pageLinks';
import { elementOf } from './page/elements';
import { renderPageMarkdown } from './pageMarkdown';
import { words } from './strings';
import { termNameAt } from './termNames';
import { isIn } from './wordPlace';

/** Pixels between the word and its card, and between the card and the edge of the window. */
const gap = 2;
const edge = 8;
/** Pixels around word and card in which the pointer may go from one to the other. */
const reachable = 6;

interface PopoverActions {
  readonly openTerm: (termId: string) => void;
  readonly openLink: (url: string) => void;
  readonly know: (termId: string) => void;
}

/** The card at a word: like a hover of VS Code, above the word or below it, never over it. */
export class WordPopover {
  readonly element = document.createElement('div');
  /** Where the word stood when the card was placed. */
  private boxes: DOMRect[] = [];

  constructor(
    readonly card: WordCardView,
    readonly range: Range,
    actions: PopoverActions,
  ) {
    const { element } = this;
    const text = document.createElement('div');
    element.className = 'word-card';
    element.dataset['testid'] = 'word-card';
    element.tabIndex = -1;
    // The role is not that of a tooltip, which may hold no links.
    element.setAttribute('role', 'dialog');
    element.setAttribute('aria-label', words('wordCard', card.name));
    text.className = 'word-card-text';
    const content = renderPageMarkdown([card.markdown], {
      targetOf: (href) => linkTarget({ folder: 'terms', id: card.termId }, href),
      anchors: new Anchors(),
      onLink: followLinks(element, (target) => {
        if (target.kind === 'page' && target.place.folder === 'terms') actions.openTerm(target.place.id);
        if (target.kind === 'web') actions.openLink(target.url);
      }),
    });
    text.append(content);
    // The name of a field is explained in any case, so it has no button for that.
    if (!termNameAt(range.startContainer)) text.append(knowButton(() => actions.know(card.termId)));
    element.append(text);
    document.body.append(element);
    this.place();
  }

  remove(): void {
    this.element.remove();
  }

  /** Takes the focus when the card is opened or entered by a key, so that it is read out and Tab reaches its links. */
  takeFocus(): void {
    this.element.focus({ preventScroll: true });
  }

  /** Whether the word is within the window. */
  get isInSight(): boolean {
    const { top, bottom } = this.range.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  }

  get hasFocus(): boolean {
    return this.element.contains(document.activeElement);
  }

  /** Whether Tab would leave the card, in that direction. */
  isAtEdge(backwards: boolean): boolean {
    const stops = [...this.element.querySelectorAll('a[href], button')];
    const active = document.activeElement;
    return backwards ? active === this.element || active === stops[0] : active === stops.at(-1) || stops.length === 0;
  }

  /** Whether the pointer is at the word, at the card, or between the two. */
  isNear(x: number, y: number): boolean {
    return [...this.boxes, this.element.getBoundingClientRect()].some((box) => isIn(box, x, y, reachable));
  }

  /** Puts the card where there is room. Asks the browser for a layout. */
  place(): void {
    const { element, range } = this;
    this.boxes = [...range.getClientRects()];
    const { top, bottom, left } = range.getBoundingClientRect();
    const { innerWidth, innerHeight } = window;
    element.style.maxHeight = '';
    const { width, height } = element.getBoundingClientRect();
    const room = { above: top - gap - edge, below: innerHeight - bottom - gap - edge };
    const above = height <= room.above || room.above > room.below;
    const x = this.boxes[0]?.left ?? left;
    element.style.left = `${Math.max(edge, Math.min(x, innerWidth - width - edge))}px`;
    element.style.maxHeight = `${Math.max(0, above ? room.above : room.below)}px`;
    const shown = Math.min(height, above ? room.above : room.below);
    element.style.top = `${above ? top - gap - shown : bottom + gap}px`;
  }
}

const knowButton = (press: () => void): HTMLElement =>
  elementOf(
    html`<p>
      <button type="button" class="link" data-testid="know-word" @click=${press}>${words('wordKnown')}</button>
    </p>`,
  );
