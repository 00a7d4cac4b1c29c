import { nextTask } from '../shared/slices';

/** Milliseconds without anything new, and without a touch of the user's, after which there is time for what is out of sight. */
const quietMs = 1_000;
/** Not `scroll`: the view is also moved when something above it is laid out. */
const touches = ['keydown', 'wheel', 'pointerdown', 'touchmove'] as const;

/**
 * New boxes in the page have the class `far`: the browser lays one out when it comes near to what is seen, and until then
 * it is not there for a screen reader, whose walk over the headings has to reach all of them. So when the page is quiet,
 * all of it is laid out after all, one box a frame, and what waits to be drawn is drawn.
 */
export class LaidOutLater {
  private readonly farGroups: HTMLCollectionOf<Element>;
  private readonly far: HTMLCollectionOf<Element>;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    conversation: Element,
    private readonly draw: (box: Element) => void,
    signal: AbortSignal,
  ) {
    this.farGroups = conversation.getElementsByClassName('turn-group far');
    this.far = conversation.getElementsByClassName('far');
    for (const type of touches)
      document.addEventListener(type, () => this.wait(), { capture: true, passive: true, signal });
  }

  /** To be called when something new came. */
  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), quietMs);
  }

  /** Whoever types or scrolls does not wait for what is out of sight. */
  private wait(): void {
    if (this.timer !== undefined) this.soon();
  }

  private next(): void {
    const box = this.farGroups[0] ?? this.far[0];
    if (box === undefined) {
      this.timer = undefined;
      return;
    }
    this.draw(box);
    box.classList.remove('far');
    const { timer } = this;
    // A frame for each: its layout is a short task.
    requestAnimationFrame(() =>
      nextTask(() => {
        if (timer === this.timer) this.next();
      }),
    );
  }
}
