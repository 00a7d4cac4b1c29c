import { firstTextOf } from './wordPlace';
import type { TextPlace } from './wordStretch';

// Names of fields that are terms: `<label for="…" data-term="top-p">`. Their cards say in short what the term means.

const termName = 'label[data-term]';

/** Returns the name of a field that a text is in. */
export const termNameAt = ({ parentElement }: Node): Element | undefined =>
  parentElement?.closest(termName) ?? undefined;

/** Returns the name of a field, if it is that of a term. */
export function termNameOf(field: unknown): TextPlace | undefined {
  const id = field instanceof HTMLElement ? field.id : '';
  const name = id === '' ? null : document.querySelector(`${termName}[for="${CSS.escape(id)}"]`);
  return name ? firstTextOf(name) : undefined;
}

/** Returns the field of a question which says that it is about the name of a term. Empty where `root` is no such name. */
export function termOf(root: Element): { readonly termId?: string } {
  const termId = root.matches(termName) ? root.getAttribute('data-term') : null;
  return termId === null ? {} : { termId };
}

/** Calls `run` with the name of a field that Tab leads to. The user looks at it, and does not type in it yet. */
export function onTabToTermName(run: (name: TextPlace) => void, options: AddEventListenerOptions): void {
  let isTabbing = false;
  window.addEventListener('keydown', ({ key }) => (isTabbing = key === 'Tab'), options);
  window.addEventListener('pointerdown', () => (isTabbing = false), options);
  const look = ({ target }: Event): void => {
    const name = isTabbing ? termNameOf(target) : undefined;
    if (name) run(name);
  };
  window.addEventListener('focusin', look, options);
}
