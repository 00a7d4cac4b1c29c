import type { TreeView } from 'vscode';

/** Milliseconds to wait, longer than VS Code takes to read the rows of a view again. */
const mostMs = 500;
const pauseMs = 20;

/**
 * Returns the rows that are selected in a view when a key is pressed there. While VS Code reads the rows again, it
 * reports none, so this waits for them. A selection that the user makes meanwhile does not count.
 */
export async function selectedRows<Node>(
  view: Pick<TreeView<Node>, 'onDidChangeSelection' | 'selection'>,
): Promise<readonly Node[]> {
  let changes = 0;
  const listener = view.onDidChangeSelection(() => (changes += 1));
  try {
    const deadline = Date.now() + mostMs;
    while (view.selection.length === 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      if (changes > 0) return [];
    }
    return view.selection;
  } finally {
    listener.dispose();
  }
}
