import { beforeLeaving, startPage } from '../shared/pageApi';
import { startPages } from './pagesView';

const navigator = startPage('ai-pages', startPages);
// The place that the page is scrolled to must not be lost with it.
beforeLeaving(() => navigator.keepScroll());
