import { readLabState, toLab } from '../../core/lab/labProtocol';
import type { FromLab } from '../../core/lab/labProtocol';
import { parseMessage } from '../../core/base/rpc/parseMessage';
import type { PageApi } from '../shared/pageApi';
import { Lab } from './lab';
import { LabView } from './labView';

/** Fills `root` with the lab, hears the host through `target` (the window), and says that it is ready. */
export function startLab(api: PageApi, root: HTMLElement, target: EventTarget): Lab {
  const post = (message: FromLab): void => api.postMessage(message);
  const lab = new Lab({
    post,
    kept: readLabState(api.getState()),
    keep: (state) => {
      api.setState(state);
      post({ type: 'keep', state });
    },
  });
  lab.connect(new LabView(root, lab, post));
  target.addEventListener('message', (event) => {
    const message = parseMessage(toLab, (event as MessageEvent<unknown>).data, (why) =>
      post({ type: 'pageError', message: `The lab got a message that it does not understand: ${why}` }),
    );
    if (message !== undefined) lab.receive(message);
  });
  post({ type: 'ready' });
  return lab;
}
