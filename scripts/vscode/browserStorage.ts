/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/**
 * All that the workbench keeps in the browser, as text: the state of windows and extensions, drafts of unsaved files. Secrets are
 * there too, encrypted by VS Code.
 */
export const storedInBrowser = (page: Page): Promise<string> =>
  // The browser gets the text of the function, in which tsx marks functions with a name by something that is not there.
  page.evaluate(async () => {
    const all: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    for (const { name = '' } of await indexedDB.databases()) {
      const opening = indexedDB.open(name);
      await new Promise((resolve) => (opening.onsuccess = resolve));
      for (const store of opening.result.objectStoreNames) {
        const stored = opening.result.transaction(store).objectStore(store);
        const [keys, values] = [stored.getAllKeys(), stored.getAll()];
        await new Promise((resolve) => (values.onsuccess = resolve));
        all.push(name, store, keys.result, values.result);
      }
      opening.result.close();
    }
    return JSON.stringify(all, (_name, value: unknown) =>
      value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
    );
  });
