// Runs in the browser, before the page of the lab: its host, with the real weights and no other vocabularies than a test says.
import type { Reply } from '../../../src/core/base/rpc/ask';
import type { FromLab, ToLab } from '../../../src/core/lab/labProtocol';

/** Properties that the tests find on the window of the lab. */
export interface LabWindow {
  host: { readonly said: FromLab[]; readonly say: (message: ToLab | Reply) => void; state: unknown };
  acquireVsCodeApi: () => unknown;
}

const global = window as unknown as LabWindow;
const said: FromLab[] = [];

global.host = {
  said,
  say: (data) => window.dispatchEvent(new MessageEvent('message', { data })),
  state: undefined,
};
global.acquireVsCodeApi = () => ({
  postMessage: (message: FromLab) => said.push(message),
  getState: () => global.host.state,
  setState: (state: unknown) => (global.host.state = state),
});
