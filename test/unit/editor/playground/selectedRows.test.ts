import assert from 'node:assert/strict';
import { selectedRows } from '../../../../src/editor/playground/selectedRows';

describe('the rows that are selected when a key is pressed', () => {
  /** As VS Code has it: rows, and who hears of another selection. */
  class View {
    readonly listeners = new Set<(event: { selection: readonly string[] }) => unknown>();
    constructor(public selection: readonly string[]) {}
    readonly onDidChangeSelection = (listener: (event: { selection: readonly string[] }) => unknown) => {
      this.listeners.add(listener);
      return { dispose: () => this.listeners.delete(listener) };
    };
    select(...rows: readonly string[]): void {
      this.selection = rows;
      for (const listener of this.listeners) listener({ selection: rows });
    }
  }

  it('are the selected ones, at once', async () => {
    const view = new View(['one']);
    assert.deepEqual(await selectedRows(view), ['one']);
    assert.equal(view.listeners.size, 0);
  });

  it('are waited for while the rows are read anew', async () => {
    const view = new View([]);
    const rows = selectedRows(view);
    setTimeout(() => (view.selection = ['one']), 50);
    assert.deepEqual(await rows, ['one']);
    assert.equal(view.listeners.size, 0);
  });

  it('are none where none is selected, as the row may be gone', async () => {
    assert.deepEqual(await selectedRows(new View([])), []);
  });

  it('are none where the user selects a row only after the key', async () => {
    const view = new View([]);
    const rows = selectedRows(view);
    setTimeout(() => view.select('another'), 50);
    assert.deepEqual(await rows, []);
  });
});
