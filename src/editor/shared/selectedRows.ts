import type { TreeView } from 'vscode';

/**
 * Follows which rows are selected in a view. From a refresh until it has asked for the rows again, VS Code says that none is, and
 * a key pressed then would do nothing.
 */
export function followSelection<Node>(view: Pick<TreeView<Node>, 'onDidChangeSelection' | 'selection'>): {
  readonly rows: () => readonly Node[];
  readonly dispose: () => void;
} {
  let last = view.selection;
  const listener = view.onDidChangeSelection(({ selection }) => (last = selection));
  return {
    rows: () => (view.selection.length > 0 ? view.selection : last),
    dispose: () => void listener.dispose(),
  };
}
