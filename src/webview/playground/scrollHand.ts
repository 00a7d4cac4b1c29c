/** Milliseconds for which a turn of the wheel, or a key, goes on scrolling. */
const scrollsFor = 500;
const keysUp = new Set(['ArrowUp', 'PageUp', 'Home', 'Tab']);

/** Whether it is the user who scrolls. Nothing in a `scroll` event says so: the browser scrolls too, where room goes away. */
export class ScrollHand {
  private last = -Infinity;
  private pressed = false;

  constructor(scroller: HTMLElement) {
    const note = (): void => {
      this.last = performance.now();
    };
    scroller.addEventListener('wheel', note, { passive: true });
    scroller.addEventListener('touchmove', note, { passive: true });
    // Drags the scroll bar, or a selection. Of a scroll bar that is let go no event tells, but the next move of the mouse does.
    scroller.addEventListener('pointerdown', () => (this.pressed = true));
    for (const type of ['pointerup', 'pointercancel', 'pointermove'] as const) {
      window.addEventListener(type, ({ buttons }) => (this.pressed &&= buttons > 0), { passive: true });
    }
    document.addEventListener('keydown', ({ key, target }) => {
      const isField = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
      if (keysUp.has(key) && (!isField || key === 'Tab')) note();
    });
  }

  get isMoving(): boolean {
    return this.pressed || performance.now() - this.last < scrollsFor;
  }
}
