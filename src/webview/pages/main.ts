import { pageApi } from '../shared/pageApi';
import { reportErrors } from '../shared/pageErrors';
import { startPages } from './startPages';

const api = pageApi();
reportErrors((message) => api.postMessage(message));

const root = document.querySelector<HTMLElement>('ai-pages');
if (!root) throw new Error('The page has no <ai-pages> element.');
const navigator = startPages(api, root, window);
// Where the page is scrolled to must not be lost with it.
for (const type of ['pagehide', 'blur']) window.addEventListener(type, () => navigator.keepScroll());
document.addEventListener('visibilitychange', () => navigator.keepScroll());
