import assert from 'node:assert/strict';
import { GridIndex } from '../../../src/core/evals/grid/gridIndex';
import type { Cell } from '../../../src/core/evals/results';
import type { FromGrid, ToGrid } from '../../../src/core/evals/grid/gridProtocol';
import { startGrid } from '../../../src/webview/grid/gridPage';
import { evalCell } from '../../support/evalCells';
import { poll } from '../../support/poll';
import { forgetPage } from '../../support/onePage';
import { assertSameElement } from '../../support/sameElement';

describe('the page of the grid', () => {
  it('shows the cell that was opened last, and none that was closed meanwhile', async () => {
    const cells = [evalCell(), evalCell({ provider: 'other' })];
    const index = new GridIndex({ cells, unread: 0, asking: [], suite: 'a.yaml' });
    const said: FromGrid[] = [];
    const [root, target] = [document.createElement('div'), new EventTarget()];
    forgetPage();
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

  it('marks opinions, and says what their judges used and were asked', async () => {
    const opinions = [{ pass: true, score: 1, reason: 'It does.' }];
    const verdict = { type: 'llm-rubric', pass: true, score: 1, reason: 'So.', skipped: null };
    const checks = [{ ...verdict, judge: 'j', asked: 'greets Ada', opinions }];
    const judging = { requests: 3, cached: 0, tokens: 24, costUsd: 0.5 };
    const { root, open, column } = pageOf([evalCell({ checks, judging })]);
    const used = 'requests to judges: 3 (24 tokens, $0.50)';
    const cell = root.querySelector('[role=gridcell]')?.textContent.replace(/\s+/g, ' ') ?? '';
    assert.ok(cell.includes('Passed · opinion') && cell.includes(used), cell);
    assert.match(column(), /Passed · opinion/);
    const panel = await open();
    assert.ok(panel.includes('To judge: greets Ada') && panel.includes(used), panel);
  });

  it('has the keyboard once it is there, and when the page gets it, but for what has it already', () => {
    const { root, target } = pageOf([evalCell()]);
    const grid = root.querySelector('[role=grid]');
    assertSameElement(document.activeElement, grid);
    const filter = root.querySelector('select');
    filter?.focus();
    target.dispatchEvent(new Event('focus'));
    assertSameElement(document.activeElement, filter);
    filter?.blur();
    target.dispatchEvent(new Event('focus'));
    assertSameElement(document.activeElement, grid);
  });

  it('says of many answers how many are opinions', () => {
    const verdict = { type: 'llm-rubric', pass: true, score: 1, reason: 'So.', skipped: null };
    const checks = [{ ...verdict, judge: 'j', asked: 'greets Ada', opinions: [] }];
    assert.match(pageOf([evalCell(), evalCell({ test: 1, checks })]).column(), /2 of 2 passed · 1 opinion ·/);
  });

  it('says in a cell that failed why, and of errors that they are, without a cost that nobody knows', () => {
    const checks = [{ type: 'contains', pass: false, score: 0, reason: 'No coffee in it.', skipped: null }];
    const nothing = { pass: null, score: null, output: '', checks: [], tokens: 0, costUsd: 0, latencyMs: null };
    const errors = [0, 1].map((test) =>
      evalCell({ ...nothing, test, provider: 'broken', error: { code: 'x', message: 'It is down.' } }),
    );
    const { root, column } = pageOf([evalCell({ pass: false, score: 0, checks }), ...errors]);
    assert.equal(root.querySelector('.cell .why')?.textContent, 'contains: No coffee in it.');
    assert.match(column(1), /2 errors$/);
    assert.deepEqual(
      [...root.querySelectorAll('.cell.error .facts')].map((each) => each.textContent.trim()),
      ['', ''],
    );
  });

  it('says of some errors how many they are', () => {
    const error = { error: { code: 'x', message: 'It is down.' }, pass: null, score: null };
    assert.match(pageOf([evalCell(), evalCell({ test: 1, ...error })]).column(), /1 of 2 passed · 1 error ·/);
  });

  /** The page with a run; what its columns' heads say, and what a cell says when it is opened. */
  function pageOf(cells: readonly Cell[]) {
    const index = new GridIndex({ cells, unread: 0, asking: [], suite: 'a.yaml' });
    const said: FromGrid[] = [];
    const [root, target] = [document.createElement('div'), new EventTarget()];
    forgetPage();
    document.body.replaceChildren(root);
    const postMessage = (message: unknown): unknown => said.push(message as FromGrid);
    startGrid({ postMessage, getState: () => undefined, setState: () => undefined }, root, target);
    const hear = (data: unknown): boolean => target.dispatchEvent(new MessageEvent('message', { data }));
    const told: ToGrid = { type: 'grid', view: index.show('all'), other: null, isRunning: false, isWhole: true };
    hear(told);
    const open = async (): Promise<string> => {
      root.querySelector<HTMLElement>('[role=gridcell]')?.click();
      const question = said.find((each) => each.type === 'cell');
      assert.ok(question);
      hear({ type: 'reply', request: question.request, value: index.detail(question.test, question.column) });
      const panel = (): string => root.querySelector('aside .answer')?.textContent.replace(/\s+/g, ' ') ?? '';
      await poll('the cell', () => panel() !== '');
      return panel();
    };
    const column = (at = 0): string => root.querySelectorAll('.column .facts')[at]?.textContent.trim() ?? '';
    return { root, target, open, column };
  }
});
