import { PageHost } from './host';
import type { PageApi } from './host';
import { Playground } from './playground';
import { PlaygroundStore } from './store';

declare const acquireVsCodeApi: (() => PageApi) | undefined;

/** Outside of VS Code: what the page says goes to the console, so that it can be looked at in any browser. */
function consoleApi(): PageApi {
  let state: unknown;
  return {
    postMessage: (message) => console.log('to host', message),
    getState: () => state,
    setState: (next) => (state = next),
  };
}

const host = new PageHost(typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : consoleApi());
const reportError = (error: unknown): void =>
  host.post({ type: 'pageError', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
window.addEventListener('error', (event) => reportError(event.error ?? event.message));
window.addEventListener('unhandledrejection', (event) => reportError(event.reason));

const store = new PlaygroundStore(host);
const page = document.querySelector('ai-playground');
if (!(page instanceof Playground)) throw new Error('The page has no <ai-playground> element.');
page.connect(store);
host.connect(window, store.receive);

// A draft that still waits to be told must not be lost with the page.
window.addEventListener('blur', store.flush);
window.addEventListener('pagehide', store.flush);
document.addEventListener('visibilitychange', store.flush);
page.addEventListener('focusout', store.flush);
// Shortcuts close and hide tabs.
window.addEventListener(
  'keydown',
  ({ ctrlKey, altKey, metaKey }) => {
    if (ctrlKey || altKey || metaKey) store.flush();
  },
  { capture: true },
);
