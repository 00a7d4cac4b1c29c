import { pageApi } from '../shared/pageApi';
import { startPages } from './startPages';

const api = pageApi();
const reportError = (error: unknown): void =>
  api.postMessage({
    type: 'pageError',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
window.addEventListener('error', (event) => reportError(event.error ?? event.message));
window.addEventListener('unhandledrejection', (event) => reportError(event.reason));

const root = document.querySelector<HTMLElement>('ai-pages');
if (!root) throw new Error('The page has no <ai-pages> element.');
const navigator = startPages(api, root, window);
// Where the page is scrolled to must not be lost with it.
for (const type of ['pagehide', 'blur']) window.addEventListener(type, () => navigator.keepScroll());
document.addEventListener('visibilitychange', () => navigator.keepScroll());
