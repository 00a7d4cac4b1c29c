// Boxes of a long text that keep their place free until they are drawn: whoever knows what is in sight draws them.

/** The class that they have until then. */
export const waitingClass = 'waiting';

const drawings = new WeakMap<Element, () => void>();

/** `draw` fills the box, whose height is `height` pixels until then. */
export function letWait(box: HTMLElement, height: number, draw: () => void): void {
  box.style.height = `${height}px`;
  box.classList.add(waitingClass);
  drawings.set(box, () => {
    box.style.height = '';
    box.classList.remove(waitingClass);
    draw();
  });
}

/** Fills the box, where it still waits. */
export function drawWaiting(box: Element): void {
  const draw = drawings.get(box);
  drawings.delete(box);
  draw?.();
}
