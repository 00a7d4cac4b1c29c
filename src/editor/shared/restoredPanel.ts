import type { WebviewPanel } from 'vscode';

/**
 * Hands over a panel that VS Code restored after a reload, once the code for it is loaded. A panel that the user closes
 * meanwhile is not handed over.
 * @throws what `load` throws: VS Code shows it in place of the page.
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
