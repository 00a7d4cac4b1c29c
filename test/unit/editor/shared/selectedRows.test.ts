import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { selectedRows } from '../../../../src/editor/shared/selectedRows';

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

  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
  afterEach(() => mock.timers.reset());
  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10) {
      mock.timers.tick(10);
      await new Promise(setImmediate);
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
    await pass(450);
    view.selection = ['one'];
    await pass(50);
    assert.deepEqual(await rows, ['one']);
    assert.equal(view.listeners.size, 0);
  });

  it('are none where none is selected, as the row may be gone', async () => {
    const rows = selectedRows(new View([]));
    await pass(600);
    assert.deepEqual(await rows, []);
  });

  it('are none where the user selects a row only after the key', async () => {
    const view = new View([]);
    const rows = selectedRows(view);
    await pass(50);
    view.select('another');
    await pass(50);
    assert.deepEqual(await rows, []);
  });
});
