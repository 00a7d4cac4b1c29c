import { beforeLeaving, startPage } from '../shared/pageApi';
import { HostConnection } from './connection';
import { PlaygroundPage } from './playground';
import { PageStore } from './pageStore';

startPage('ai-playground', (api, page, target) => {
  if (!(page instanceof PlaygroundPage)) throw new Error('The element of the page is no playground.');
  const host = new HostConnection(api);
  const store = new PageStore(host);
  page.connect(store);
  host.connect(target, store.receive);

  // A draft that still waits to be told must not be lost with the page.
  beforeLeaving(store.flush);
  page.addEventListener('focusout', store.flush);
  // Shortcuts close and hide tabs, so the draft is told first.
  target.addEventListener(
    'keydown',
    (event) => {
      const { ctrlKey, altKey, metaKey } = event as KeyboardEvent;
      if (ctrlKey || altKey || metaKey) store.flush();
    },
    { capture: true },
  );
});
