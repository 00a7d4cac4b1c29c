import type { WebviewPanel } from 'vscode';

/**
 * Has a panel that VS Code brought back after a reload taken, once the code for that is loaded. One that the user closes
 * meanwhile is taken by nobody.
 * @throws what `load` throws: VS Code shows it in the place of the page.
 */
export async function takeRestored<T>(
  panel: Pick<WebviewPanel, 'onDidDispose'>,
  load: () => Promise<T>,
  take: (loaded: T) => void,
): Promise<void> {
  const closed = new AbortController();
  const listening = panel.onDidDispose(() => closed.abort());
  try {
    const loaded = await load();
    if (!closed.signal.aborted) take(loaded);
  } finally {
    listening.dispose();
  }
}
