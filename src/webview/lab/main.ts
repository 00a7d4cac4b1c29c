import { pageApi } from '../shared/pageApi';
import { reportErrors } from '../shared/pageErrors';
import { startLab } from './startLab';

const api = pageApi();
reportErrors((message) => api.postMessage(message));

const root = document.querySelector<HTMLElement>('ai-lab');
if (!root) throw new Error('The page has no <ai-lab> element.');
const lab = startLab(api, root, window);
// What was changed last must not be lost with the page.
for (const type of ['pagehide', 'blur']) window.addEventListener(type, () => lab.flush());
document.addEventListener('visibilitychange', () => lab.flush());
