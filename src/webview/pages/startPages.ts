import { toPages } from '../../core/pages/pagesProtocol';
import type { FromPages } from '../../core/pages/pagesProtocol';
import { parseMessage } from '../../core/base/rpc/parseMessage';
import type { PageApi } from '../shared/pageApi';
import { Navigator } from './navigator';
import { PagesView } from './pagesView';

/** Fills `root` with the page, hears the host through `target` (the window), and says that it is ready. */
export function startPages(api: PageApi, root: HTMLElement, target: EventTarget): Navigator {
  const post = (message: FromPages): void => api.postMessage(message);
  const view = new PagesView(root, post);
  const navigator = new Navigator(api, post, view);
  view.connect(navigator);
  target.addEventListener('message', (event) => {
    const message = parseMessage(toPages, (event as MessageEvent<unknown>).data, (why) =>
      post({ type: 'pageError', message: `The page got a message that it does not understand: ${why}` }),
    );
    if (message !== undefined) navigator.receive(message);
  });
  post({ type: 'ready' });
  return navigator;
}
