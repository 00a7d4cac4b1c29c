import assert from 'node:assert/strict';
import { GridIndex } from '../../../src/core/evals/grid/gridIndex';
import type { FromGrid, ToGrid } from '../../../src/core/evals/grid/gridProtocol';
import { startGrid } from '../../../src/webview/grid/gridPage';
import { evalCell } from '../../support/evalCells';
import { poll } from '../../support/poll';

describe('the page of the grid', () => {
  it('shows the cell that was opened last, and none that was closed meanwhile', async () => {
    const cells = [evalCell(), evalCell({ provider: 'other' })];
    const index = new GridIndex({ cells, unread: 0, asking: [], suite: 'a.yaml' });
    const said: FromGrid[] = [];
    const [root, target] = [document.createElement('div'), new EventTarget()];
    document.body.replaceChildren(root);
    const api = {
      postMessage: (message: unknown) => said.push(message as FromGrid),
      getState: () => undefined,
      setState: () => undefined,
    };
    startGrid(api, root, target);
    const hear = (data: unknown): boolean => target.dispatchEvent(new MessageEvent('message', { data }));
    const grid: ToGrid = { type: 'grid', view: index.show('all'), other: null, isRunning: true, isWhole: true };
    const asked = () => said.filter((each) => each.type === 'cell');
    const answer = (at: number): void => {
      const question = asked().at(at);
      assert.ok(question);
      hear({ type: 'reply', request: question.request, value: index.detail(question.test, question.column) });
    };
    const shown = (): string => {
      const panel = root.querySelector('aside');
      return panel?.hidden === false ? panel.textContent : '';
    };
    const open = (column: number): void =>
      [...root.querySelectorAll<HTMLElement>('[role=gridcell]')].at(column)?.click();
    hear(grid);
    open(-2);
    open(-1);
    answer(-1);
    await poll('the cell', () => shown().includes('other'));
    answer(-2);
    hear(grid);
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    answer(-1);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([asked().length, shown()], [3, '']);
  });
});
