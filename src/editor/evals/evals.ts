import { window } from 'vscode';
import type { Disposable } from 'vscode';
import { Lazy } from '../../core/base/lazy';
import { gridViewType } from '../shared/contributions';
import type { Shared } from '../shared/shared';

/** Runs over rows, and their results. Reads nothing before one is opened. */
export function startEvals(shared: Shared): void {
  shared.start({ 'results of runs': () => registerGrid(shared) });
}

/** The editor of results. Its code loads with the first file. */
function registerGrid(shared: Shared): Disposable {
  const loaded = new Lazy(async () => {
    const [{ GridEditor }, { ResultTexts }] = await Promise.all([import('./gridEditor'), import('./resultTexts')]);
    return new GridEditor(shared, shared.keep(new ResultTexts()));
  });
  return window.registerCustomEditorProvider(
    gridViewType,
    {
      openCustomDocument: async (uri) => (await loaded.get()).openCustomDocument(uri),
      resolveCustomEditor: async (document, panel) => (await loaded.get()).resolveCustomEditor(document, panel),
    },
    { supportsMultipleEditorsPerDocument: true, webviewOptions: { enableFindWidget: true } },
  );
}
