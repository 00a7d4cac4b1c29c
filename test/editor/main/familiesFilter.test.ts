import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { catalog as table } from '../../../generated/catalog';
import { createCatalog } from '../../../src/core/catalog/catalog';
import type { CatalogTable } from '../../../src/core/catalog/catalogTable';
import { LastSeenCatalog } from '../../../src/editor/pages/lastSeenCatalog';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import type { CommandName } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { setSetting } from '../support/clean';
import { showTree } from '../support/familiesTree';
import { chooseFromMenu, pageWith, pickRow, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const pane = '.pane:has(.pane-header :text-is("Model Families"))';
const row = (label: string): string =>
  `.pane-body .monaco-list-row:has(.monaco-icon-name-container :text-is("${label}"))`;
const run = (name: CommandName, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(commandId(name), ...args);
const message = `${pane} .tree-explorer-viewlet-tree-view .message`;

/** Chooses in the list with that placeholder, by its first row that holds `label`. */
const choose = (placeholder: string, label: string): Promise<void> => pickRow(placeholder, label, label);

/** How many rows the tree shows below the guide. */
const modelRows = (): Promise<number> => ui.count('.pane-body .monaco-list-row:has-text("$")');

describe('the view of models: its tree', () => {
  beforeEach(showTree);
  afterEach(async () => {
    await run('models.filter', 'all');
    void run('models.sort');
    await choose('In which order?', 'By maker');
    // An open family has more models than the view has room for.
    await vscode.commands.executeCommand(`workbench.actions.treeView.${viewId('models')}.collapseAll`);
    await ui.text(row('Claude'));
  });

  onScreen('is filtered by one criterion after the other, says by which, and shows all again', async () => {
    void run('models.filter');
    await choose(`${table.models.length} of ${table.models.length} models`, 'Open weights');
    await ui.text('.quick-input-widget .monaco-list-row:has-text("only these")');
    await ui.key('Escape');
    await pollFor(() => ui.text(message), /^\d+ of \d+ models: open weights\.$/);
    await poll(
      'no closed family',
      () => ui.count(row('Claude')),
      (count) => count === 0,
    );
    await pollFor(() => ui.text(row('GPT')), /\d+ of \d+/);
    await ui.picture('tree-filtered');
    await run('models.filter', 'all');
    await ui.text(row('Claude'));
    await poll(
      'no message',
      () => ui.count(`${message}:has-text("models:")`),
      (count) => count === 0,
    );
  });

  onScreen('is a list of models where it is not sorted by maker', async () => {
    void run('models.sort');
    await choose('In which order?', 'Cheapest first');
    await poll('the models', modelRows, (count) => count > 5);
    assert.equal(await ui.count(row('Claude')), 0);
    await pollFor(() => ui.text(message), /The cheapest input first/);
    await ui.picture('tree-sorted');
  });

  onScreen('shows the row of a model that a link names', async () => {
    await run('models.showInTree', 'gpt-4o');
    await pollFor(() => ui.text(`${row('GPT-4o')}.selected`), /GPT-4o/);
  });

  onScreen('compares the rows that are selected @deep', async () => {
    // A click that opened a model as well would put its facts between it and the next one.
    await setSetting('workbench.tree.expandMode', 'doubleClick');
    await ui.click(row('GPT'));
    await poll('the models of GPT', async () => {
      if ((await ui.count(`${row('GPT')}[aria-expanded="true"]`)) > 0) return true;
      await ui.key('ArrowRight');
      return false;
    });
    await ui.click(row('GPT-6.2 Sol'));
    await ui.key('Shift+ArrowDown');
    await poll('two rows', async () => (await ui.count('.pane-body .monaco-list-row.selected')) === 2);
    await chooseFromMenu(row('GPT-6.2 Sol'), 'Compare Models...');
    const page = await readPage(' and ');
    assert.match(page, /GPT-6\.2 Sol/);
    assert.match(page, /Cached\s+input\s+price/);
    await ui.picture('compare-dark');
  });
});

describe('the view of models: its comparison and chooser', () => {
  onScreen('ask which models to compare, and take at least two @deep', async () => {
    void run('models.compare');
    await ui.text('.quick-input-widget .quick-input-title:has-text("choose at least 2")');
    for (const name of ['GPT-6.2 Sol', 'Claude Opus 5.5']) {
      await ui.fill('.quick-input-widget input[placeholder^="Choose two to six"]', name);
      await ui.click(`.quick-input-widget .monaco-list-row:has-text("${name}")`);
    }
    await ui.text('.quick-input-widget .quick-input-title:has-text("2 chosen")');
    await ui.key('Enter');
    assert.match(await readPage('GPT-6.2 Sol and Claude Opus 5.5'), /A star marks the best/);
  });

  onScreen('answer question after question, and go back @deep', async () => {
    await run('models.chooseOpenOrClosed');
    const page = pageWith('Open or closed?');
    const answers = ['No, never', 'Heavy use', 'One graphics card', 'Text only'];
    for (const label of answers) await page.click(`.choices a:has-text("${label}")`);
    await page.text('h2:text-is("How much must it read at once?")');
    await ui.picture('chooser');
    await page.click('[data-testid="back"]');
    await page.text('h2:text-is("What must the model accept besides text?")');
    await page.click('.choices a:has-text("Text only")');
    // Each question has this answer.
    await page.text('h2:text-is("How much must it read at once?")');
    await page.click('.choices a:has-text("It does not matter")');
    await page.text('strong:text-is("Open weights.")');
    await ui.picture('choice');
  });
});

/** Returns a store like the one that VS Code keeps, held in memory. */
function memory(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string) => kept.get(key) as never,
    update: (key: string, value: unknown) => {
      kept.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  };
}

describe('the view of models: what changed', () => {
  const on = (day: string, models: CatalogTable['models'] = table.models) =>
    createCatalog({ ...table, models }, () => day);

  it('is nothing the first time, and then what is new until it was seen; the page goes on saying it', async () => {
    const look = new LastSeenCatalog(memory());
    let told = 0;
    const listener = look.onDidLook(() => told++);
    const less = on('2026-11-25', table.models.slice(1));
    assert.deepEqual(await look.unseen(less), { changes: [], since: undefined });
    assert.deepEqual(await look.unseen(less), { changes: [], since: '2026-11-25' });
    const more = on('2026-11-26');
    for (let twice = 0; twice < 2; twice++) assert.equal((await look.unseen(more)).changes.length, 1);
    assert.equal(told, 0);
    for (let twice = 0; twice < 2; twice++) {
      const { changes, since } = await look.look(more);
      assert.deepEqual([changes.length, since], [1, '2026-11-25']);
    }
    assert.equal(told, 1);
    assert.deepEqual((await look.unseen(more)).changes, []);
    listener.dispose();
  });

  it('begins anew where what was kept is broken', async () => {
    const kept = memory();
    await kept.update('catalogLastLook', { day: 'x' });
    assert.deepEqual(await new LastSeenCatalog(kept).look(on('2026-11-25')), { changes: [], since: undefined });
  });

  onScreen('is a page that opens by its command', async () => {
    await run('models.showChanges');
    assert.match(await readPage('What changed since you last looked'), /first visit|Nothing has changed|changes? in/);
  });
});
