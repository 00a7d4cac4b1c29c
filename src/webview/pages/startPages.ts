import { pagesAnswers, toPages } from '../../core/pages/pagesProtocol';
import type { PageApi } from '../shared/pageApi';
import { HostClient } from '../shared/hostClient';
import { Navigator } from './navigator';
import type { PagesHost } from './navigator';
import { PagesView } from './pagesView';

/** Fills `root` with the page, hears the host through `target` (the window), and says that it is ready. */
export function startPages(api: PageApi, root: HTMLElement, target: EventTarget): Navigator {
  const host: PagesHost = new HostClient(api, { messages: toPages, answers: pagesAnswers });
  const view = new PagesView(root, host);
  const navigator = new Navigator(api, host, view);
  view.connect(navigator);
  host.listen(target, (message) => navigator.receive(message));
  host.post({ type: 'ready' });
  return navigator;
}
