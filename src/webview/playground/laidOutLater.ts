import { nextTask } from '../shared/slices';

/** Milliseconds without news and without input of the user, after which there is time for what is out of sight. */
const quietMs = 1_000;
/** Events of the user's input. `scroll` is none, as the view also moves when something above it is laid out. */
const touches = ['keydown', 'wheel', 'pointerdown', 'touchmove'] as const;

/**
 * Lays out the page while it is quiet. New boxes have the class `far`: the browser lays one out when it comes near to
 * the visible part. Until then it is not there for a screen reader, whose walk over the headings has to reach all of
 * them. So when the page is quiet, all boxes are laid out after all, one in each frame, and those that wait are drawn.
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

  /** Waits for a quiet page. Call it when something new came. */
  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), quietMs);
  }

  /** Waits again, as a user who types or scrolls must not wait for what is out of sight. */
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
    // Each box gets a frame of its own, so that its layout is a short task.
    requestAnimationFrame(() =>
      nextTask(() => {
        if (timer === this.timer) this.next();
      }),
    );
  }
}
