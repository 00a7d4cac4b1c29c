import { nextTask } from '../shared/slices';
import { waitingClass } from '../shared/waitingBoxes';

/** Pixels from the end of the conversation within which the user counts as being at the end. */
const nearEnd = 40;
/**
 * Selectors of the elements that the view holds on to, from large to small. A deeper
 * one also moves when it alone gets another place.
 */
const anchorLevels = ['.turn-group', 'ai-turn', '.chunk'];

/** Pixels between the upper edge of what is seen and what begins there. */
const air = 4;

/** Milliseconds for which a turn of the wheel, or a key, goes on scrolling. */
const scrollsFor = 500;
const keysUp = new Set(['ArrowUp', 'PageUp', 'Home', 'Tab']);

/** An element at the upper edge of what is seen, and where it begins: pixels from the start of the conversation. */
interface Anchor {
  readonly element: Element;
  readonly place: number;
}

/**
 * Holds the visible part in its place when something above it becomes taller or shorter, or the end if the user looks
 * at the end. The browser's own way (overflow-anchor) gives up where styles around the place change in the same moment,
 * which is when turns are drawn. All of it happens after the browser has laid out. Measuring earlier, after each piece
 * of text, would make it lay out several times a frame.
 */
export class SteadyView {
  private readonly observer = new ResizeObserver(() => this.onResize());
  /** Whether the user looks at the end of the conversation, which is then kept in sight while it grows. */
  private atEnd = true;
  /**
   * Whether a tall card below the answer stayed out of sight when the end was last shown, so that the answer's words did not.
   */
  private isShortOfEnd = false;
  /** Whether the user has gone to the end of such a card. From then on, the end of the card is the end. */
  private wantsCard = false;
  private scrolledTo = 0;
  /** Anchors, each inside of the one before it. If one is taken out of the page, those around it are left. */
  private anchors: readonly Anchor[] = [];
  /** Pixels that the view still has to move. The browser scrolls by whole pixels, and what it leaves out would add up. */
  private rest = 0;
  private readonly hand: ScrollHand;

  /** `signal`: aborted when the view is gone for good. */
  constructor(
    private readonly scroller: HTMLElement,
    signal: AbortSignal,
  ) {
    this.hand = new ScrollHand(scroller, signal);
    scroller.addEventListener('scroll', () => this.onScroll(), { passive: true });
  }

  /**
   * Watches an element. Call it with all elements that move others when their height changes:
   * groups of turns, the tail below them, the scroller.
   */
  watch(element: Element): void {
    this.observer.observe(element);
  }

  unwatch(element: Element): void {
    this.observer.unobserve(element);
  }

  get isAtEnd(): boolean {
    return this.atEnd;
  }

  /** Brings the end into sight with the next frame, as the user wants to see it. */
  goToEnd(): void {
    this.atEnd = true;
    this.wantsCard = false;
    this.anchors = [];
  }

  /** Holds this place from now on, even if it is the end, as something other than the user has led here. */
  leaveEnd(): void {
    this.atEnd = false;
    this.holdOn();
  }

  private onScroll(): void {
    // The place is kept before anything near it is drawn. At the end there is no need to ask the browser for a layout.
    if (!this.atEnd) this.keepPlace();
    // The event comes before the browser lays out, so its result is looked at after that.
    nextTask(() => this.look(), 'user-blocking');
  }

  /** Called by the browser after it has laid out and before it paints, so that the step is not seen. */
  private onResize(): void {
    this.seeWhetherAtEnd();
    if (this.atEnd) this.showEnd();
    else this.keepPlace();
    this.scrolledTo = this.scroller.scrollTop;
  }

  private showEnd(): void {
    const { scroller } = this;
    if (scroller.querySelector('ai-turn') === null) return;
    const end = scroller.scrollHeight - scroller.clientHeight;
    const words = this.wantsCard ? undefined : wordsInSight(scroller, this.scrolledTo);
    this.isShortOfEnd = words !== undefined && words < end - nearEnd;
    scroller.scrollTop = this.isShortOfEnd ? words! : scroller.scrollHeight;
    this.scrolledTo = scroller.scrollTop;
  }

  /** Moves the view back to where it was held, as the browser may have laid out anew since, and holds what is seen there. */
  private keepPlace(): void {
    const { scroller } = this;
    const moved = this.moved() + this.rest;
    const before = scroller.scrollTop;
    if (Math.abs(moved) >= 0.5) scroller.scrollTop = before + moved;
    const done = scroller.scrollTop - before;
    this.scrolledTo += done;
    // At an end of the conversation there is no further way to go.
    this.rest = Math.abs(moved - done) < 1 ? moved - done : 0;
    this.holdOn();
  }

  /** Returns by how many pixels the visible part was moved by what is above it. */
  private moved(): number {
    const anchor = this.anchors.findLast(({ element }) => this.scroller.contains(element));
    return anchor === undefined ? 0 : this.placeOf(anchor.element) - anchor.place;
  }

  private holdOn(): void {
    const anchors: Anchor[] = [];
    let around: Element = this.scroller;
    for (const level of anchorLevels) {
      const element = this.firstSeen(around.querySelectorAll(level));
      if (element === undefined) break;
      anchors.push({ element, place: this.placeOf(element) });
      around = element;
    }
    this.anchors = anchors;
  }

  /**
   * Returns the first element that begins in the upper half of the visible part, or else the one that
   * reaches into it, which may still grow there. The user does not look at an element that waits to be drawn
   * or laid out, so the one below it is held instead.
   */
  private firstSeen(elements: Iterable<Element>): Element | undefined {
    const { top, height } = this.scroller.getBoundingClientRect();
    let reaching: Element | undefined;
    for (const element of elements) {
      const rect = element.getBoundingClientRect();
      const waits = reaching !== undefined && isAsGuessed(reaching);
      if (rect.top >= top - 1) return rect.top < top + (waits ? height : height / 2) ? element : reaching;
      if (rect.bottom > top + 1) reaching ??= element;
    }
    return reaching;
  }

  private placeOf(element: Element): number {
    const { scroller } = this;
    return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  }

  private look(): void {
    const isPushed = this.seeWhetherAtEnd();
    if (isPushed) this.showEnd();
    else if (!this.atEnd) this.keepPlace();
  }

  /**
   * Finds out whether the user is at the end. New text moves the end away, too, and is no step of the user's. Neither
   * is it one when the browser pushes the view up a little, because a button was less tall for a moment while it was
   * exchanged. Returns whether that is what happened.
   */
  private seeWhetherAtEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const left = scrollHeight - scrollTop - clientHeight;
    const up = this.scrolledTo - scrollTop;
    const isPushed = this.atEnd && up > 0 && up < nearEnd && !this.hand.isMoving;
    // The first step away from the end is a small one, but a user who goes up wants to leave it.
    if (up > 0 && !isPushed) this.atEnd = left < 2;
    else if (up < 0 && left < nearEnd) {
      this.wantsCard ||= this.isShortOfEnd;
      this.atEnd = true;
    } else if (up < 0 && this.isShortOfEnd) this.atEnd = false;
    if (this.atEnd) this.anchors = [];
    this.scrolledTo = scrollTop;
    return isPushed;
  }
}

/**
 * Whether the height of an element is still a guess: it waits to be drawn, or the browser has
 * not laid out its content (`content-visibility`).
 */
const isAsGuessed = (element: Element): boolean =>
  element.classList.contains(waitingClass) ||
  element.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) === false;

/**
 * Returns where the view has to begin so that the last answer is in sight although a card below it is tall. The result is in
 * pixels from the start of the conversation: the question if it is in sight together with the answer, or else the answer, or
 * the end of an answer that is taller than the view. `from`: where the view begins now. That is good enough if the answer is in
 * sight there, except for turns before it, as the card needs their room. `undefined`: there is no card below the last answer.
 */
function wordsInSight(scroller: HTMLElement, from: number): number | undefined {
  const turn = lastTurn(scroller);
  const answer = turn?.querySelector('[data-part="answer"]');
  if (!turn || !answer || turn.querySelector('.references') === null) return undefined;
  const start = scroller.getBoundingClientRect().top - scroller.scrollTop;
  const placeOf = (element: Element): number => element.getBoundingClientRect().top - start - air;
  const end = answer.getBoundingClientRect().bottom - start;
  const fits = (top: number): boolean => end - top <= scroller.clientHeight;
  const top = placeOf(answer);
  if (from <= top && fits(from)) return Math.max(from, placeOf(turn));
  const heading = answer.closest('div')?.previousElementSibling ?? answer;
  return [placeOf(turn), placeOf(heading), top].find(fits) ?? end - scroller.clientHeight;
}

/**
 * Finds the last turn by the last group. The page may have a thousand turns, and this is called with each piece of an answer.
 */
function lastTurn(scroller: HTMLElement): Element | undefined {
  let group = scroller.lastElementChild;
  while (group && !group.classList.contains('turn-group')) group = group.previousElementSibling;
  return group?.lastElementChild ?? undefined;
}

/** Knows whether the user scrolls. Nothing in a `scroll` event says so, as the browser scrolls, too, where room goes away. */
class ScrollHand {
  private last = -Infinity;
  private pressed = false;

  constructor(scroller: HTMLElement, signal: AbortSignal) {
    const note = (): void => {
      this.last = performance.now();
    };
    scroller.addEventListener('wheel', note, { passive: true });
    scroller.addEventListener('touchmove', note, { passive: true });
    // The user drags the scroll bar or a selection. No event tells that a scroll bar is
    // released, but the next move of the mouse does.
    scroller.addEventListener('pointerdown', () => (this.pressed = true));
    for (const type of ['pointerup', 'pointercancel', 'pointermove'] as const) {
      window.addEventListener(type, ({ buttons }) => (this.pressed &&= buttons > 0), { passive: true, signal });
    }
    const onKey = ({ key, target }: KeyboardEvent): void => {
      const isField = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
      if (keysUp.has(key) && (!isField || key === 'Tab')) note();
    };
    document.addEventListener('keydown', onKey, { signal });
  }

  get isMoving(): boolean {
    return this.pressed || performance.now() - this.last < scrollsFor;
  }
}
