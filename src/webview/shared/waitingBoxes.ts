// Boxes of a long text that keep their place free until they are drawn. Code that knows what is in sight draws them.

/** The class of a box that waits. */
export const waitingClass = 'waiting';

const drawings = new WeakMap<Element, () => void>();

/** Lets a box wait with a height of `height` pixels. `draw` fills it. */
export function letWait(box: HTMLElement, height: number, draw: () => void): void {
  box.style.height = `${height}px`;
  box.classList.add(waitingClass);
  drawings.set(box, () => {
    box.style.height = '';
    box.classList.remove(waitingClass);
    draw();
  });
}

/** Fills the box, if it still waits. */
export function drawWaiting(box: Element): void {
  const draw = drawings.get(box);
  drawings.delete(box);
  draw?.();
}
