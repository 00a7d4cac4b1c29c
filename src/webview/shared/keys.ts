/**
 * An input method makes a character of the key: it is not for us. Of the Enter that ends that, some browsers say no more than
 * the key code 229 (https://www.w3.org/TR/uievents/#determine-keydown-keyup-keyCode).
 */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing newer says it
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

const isMac = /mac/iu.test(navigator.userAgent);

/** The name of a key together with that which commands are given with. */
export const commandKey = (key: string): string => (isMac ? `⌘${key}` : `Ctrl+${key}`);

/** Also keeps the key from VS Code, which sees the keys of a webview once they have bubbled to its window. */
export function consume(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

export const isIn = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;
