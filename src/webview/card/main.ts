import { pageApi } from '../shared/pageApi';
import { reportErrors } from '../shared/pageErrors';
import { startCard } from './cardView';

const api = pageApi();
reportErrors((message) => api.postMessage(message));

const root = document.querySelector<HTMLElement>('ai-card');
if (!root) throw new Error('The page has no <ai-card> element.');
startCard(api, root, window);
