import type { FromCard } from '../../core/pages/cardProtocol';
import { pageApi } from '../shared/pageApi';
import { startCard } from './cardView';

const api = pageApi();
const post = (message: FromCard): void => api.postMessage(message);
const reportError = (error: unknown): void =>
  post({ type: 'pageError', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
window.addEventListener('error', (event) => reportError(event.error ?? event.message));
window.addEventListener('unhandledrejection', (event) => reportError(event.reason));

const root = document.querySelector<HTMLElement>('ai-card');
if (!root) throw new Error('The page has no <ai-card> element.');
startCard(post, root, window);
