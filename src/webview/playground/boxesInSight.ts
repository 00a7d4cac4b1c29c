import { drawnEvent } from '../shared/answerText';
import { Slices } from '../shared/slices';
import { drawWaiting, waitingClass } from '../shared/waitingBoxes';

/**
 * Draws the boxes of long answers that wait until they are wanted: those that come near to what is seen, those that find
 * has to look into, and those in which something is selected.
 */
export class BoxesInSight {
  private readonly waiting: HTMLCollectionOf<Element>;
  private readonly observer: IntersectionObserver;
  private readonly wanted = new Set<Element>();
  private readonly slices = new Slices(
    () => this.step(),
    () => this.tell(),
  );

  constructor(
    private readonly conversation: Element,
    around: IntersectionObserverInit,
    signal: AbortSignal,
  ) {
    this.waiting = conversation.getElementsByClassName(waitingClass);
    this.observer = new IntersectionObserver((entries) => this.onSight(entries), around);
    document.addEventListener('selectionchange', () => this.draw(this.selected()), { signal });
    // The text to copy is read from the page right after this, so there is no time for slices.
    document.addEventListener('copy', () => this.drawAtOnce(this.selected()), { capture: true, signal });
  }

  /** Watches the waiting boxes of a turn. Call it when all of its text stands in the page, drawn or waiting. */
  watch(turn: Element): void {
    for (const box of waitingIn(turn)) this.observer.observe(box);
  }

  /** Draws all of a turn, a slice at a time. */
  drawAll(turn: Element): void {
    this.draw(waitingIn(turn));
  }

  /** Draws those of the boxes that wait, a slice at a time. */
  draw(boxes: readonly Element[]): void {
    for (const box of boxes) if (box.classList.contains(waitingClass)) this.wanted.add(box);
    if (this.wanted.size > 0) this.slices.run();
  }

  private drawAtOnce(boxes: readonly Element[]): void {
    for (const box of boxes) this.drawBox(box);
    if (boxes.length > 0) this.tell();
  }

  private drawBox(box: Element): void {
    this.wanted.delete(box);
    this.observer.unobserve(box);
    drawWaiting(box);
  }

  /** Tells find to mark what is new. */
  private tell(): void {
    this.conversation.dispatchEvent(new Event(drawnEvent, { bubbles: true }));
  }

  private onSight(entries: readonly IntersectionObserverEntry[]): void {
    this.draw(entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target));
  }

  private step(): boolean {
    const [box] = this.wanted;
    // Its turn may have been taken out by now.
    if (box?.isConnected === true) this.drawBox(box);
    else if (box !== undefined) this.wanted.delete(box);
    return this.wanted.size > 0;
  }

  private selected(): Element[] {
    const selection = document.getSelection();
    if (selection === null || selection.isCollapsed) return [];
    return [...this.waiting].filter((box) => selection.containsNode(box, true));
  }
}

const waitingIn = (turn: Element): Element[] => [...turn.getElementsByClassName(waitingClass)];
