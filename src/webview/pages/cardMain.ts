import type { FromCard } from '../../core/pages/cardProtocol';
import { pageApi } from '../shared/pageApi';
import { reportErrors } from '../shared/pageErrors';
import { startCard } from './cardView';

const api = pageApi();
const post = (message: FromCard): void => api.postMessage(message);
reportErrors(post);

const root = document.querySelector<HTMLElement>('ai-card');
if (!root) throw new Error('The page has no <ai-card> element.');
startCard(post, root, window);
