import { pageApi } from '../shared/pageApi';
import { startLab } from './startLab';

const api = pageApi();
const reportError = (error: unknown): void =>
  api.postMessage({
    type: 'pageError',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
window.addEventListener('error', (event) => reportError(event.error ?? event.message));
window.addEventListener('unhandledrejection', (event) => reportError(event.reason));

const root = document.querySelector<HTMLElement>('ai-lab');
if (!root) throw new Error('The page has no <ai-lab> element.');
const lab = startLab(api, root, window);
// What was changed last must not be lost with the page.
for (const type of ['pagehide', 'blur']) window.addEventListener(type, () => lab.flush());
document.addEventListener('visibilitychange', () => lab.flush());
