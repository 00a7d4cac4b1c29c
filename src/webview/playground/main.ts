import { pageApi } from '../shared/pageApi';
import { reportErrors } from '../shared/pageErrors';
import { HostConnection } from './connection';
import { Playground } from './playground';
import { PageStore } from './pageStore';

const host = new HostConnection(pageApi());
reportErrors((message) => host.post(message));

const store = new PageStore(host);
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
