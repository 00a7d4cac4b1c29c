/// <reference lib="dom" />
import type { Locator } from 'playwright-core';

/** Pastes a file into an element, as if it were in the clipboard. */
export const pasteFile = (element: Locator, file: { readonly name: string; readonly base64: string }): Promise<void> =>
  // The browser gets the text of the function: nothing else of this file is there.
  element.evaluate((target, { name, base64 }) => {
    const clipboardData = new DataTransfer();
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    clipboardData.items.add(new File([bytes], name));
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, file);
