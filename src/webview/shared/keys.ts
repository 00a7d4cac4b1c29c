/**
 * Whether an input method makes a character of the key, so that the page ignores it. Of the Enter that ends that, some
 * browsers report no more than the key code 229 (https://www.w3.org/TR/uievents/#determine-keydown-keyup-keyCode).
 */
// oxlint-disable-next-line typescript/no-deprecated -- nothing newer says it
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

const isMac = /mac/iu.test(navigator.userAgent);

/** Returns the name of a key together with the command key of the system. */
export const commandKey = (key: string): string => (isMac ? `⌘${key}` : `Ctrl+${key}`);

/** Consumes a key. This also keeps it from VS Code, which sees the keys of a webview once they have bubbled to its window. */
export function consume(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

export const isIn = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;
