import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { setSetting } from '../support/clean';
import { expand, row, showModel, showTree, tree } from '../support/familiesTree';
import { openSample } from '../support/texts';
import { answeringDialog } from '../support/playground';
import { hideViews } from '../support/views';
import { chooseFromMenu, readPage, readTooltip, tokenStatus } from '../support/window';
import { onScreen, ui } from '../support/ui';

describe('the model families', () => {
  after(hideViews);
  beforeEach(showTree);

  onScreen('are eight, each with its maker and its openness', async () => {
    const families = {
      GPT: /OpenAI · mixed|OpenAI · closed/,
      Claude: /Anthropic · closed/,
      Gemini: /Google DeepMind · closed/,
      Llama: /Meta · /,
      'Mistral / Mixtral': /Mistral AI · mixed/,
      DeepSeek: /DeepSeek · open weights/,
      Qwen: /Alibaba · /,
      Grok: /xAI · /,
    };
    for (const [name, about] of Object.entries(families)) await pollFor(() => ui.text(row(name)), about);
    // And the guide, Pocket and the lab above them.
    await pollFor(() => ui.count(`${tree} .monaco-list-row`), 8 + 3);
  });

  onScreen('hold models, and models their facts', async () => {
    await showModel('gpt-4o', 'GPT-4o');
    await pollFor(() => ui.text(row('Id')), /gpt-4o/);
    await pollFor(() => ui.text(row('Context window')), /128,000 tokens/);
    await pollFor(() => ui.text(row('Price')), /\$2\.50 in, \$10 out.* per million tokens/);
    await pollFor(() => ui.text(row('Token count')), /exact, o200k_base/);
    await readTooltip(row('Max output'), /As of \d{1,2} \w+ \d{4}, from .*https:/s);
  });

  onScreen('begin with the pages of the guide, which open by a click', async () => {
    await expand('How foundation models work');
    await ui.click(row('Limits, and what to do about them'));
    assert.match(await readPage('Limits'), /Hallucination/);
    for (const title of [
      'At a glance',
      'Open or closed',
      'How they work',
      'Training',
      'Reasoning models',
      'Multimodal models',
    ]) {
      await pollFor(() => ui.count(row(title)), 1);
    }
  });

  onScreen('show a card over a family and over a model @deep', async () => {
    await readTooltip(row('Claude'), /Strengths:.*As of \d{1,2} \w+ \d{4}, from/s);
    await readTooltip(await showModel('gpt-4o', 'GPT-4o'), /gpt-4o.*Context window.*128,000 tokens/s);
  });

  onScreen('set the model of the token counter @deep', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-4o');
    await openSample('foundation-models.md');
    await vscode.commands.executeCommand(`${viewId('models')}.focus`);
    await chooseFromMenu(await showModel('gpt-4', 'GPT-4'), 'Select Model for Token Counts');
    const chosen = (): unknown => vscode.workspace.getConfiguration().get(settingId('tokens.model'));
    await poll('the setting', chosen, (id) => id === 'gpt-4');
    await ui.text(`${tokenStatus} [aria-label$="for GPT-4"]`);
  });

  onScreen('mark the model of the token counter at once @deep', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-4o');
    const first = await showModel('gpt-4o', 'GPT-4o');
    await ui.text(`${first} :text("✓ token counter")`);
    const second = await showModel('gpt-4.1', 'GPT-4.1');
    await chooseFromMenu(second, 'Select Model for Token Counts');
    await ui.text(`${second} :text("✓ token counter")`);
    await poll(
      'no mark at the one before',
      () => ui.count(`${first} :text("✓")`),
      (count) => count === 0,
    );
    await ui.picture('tree-chosen');
  });

  onScreen(
    'show by the icon which models are current and which are not, and say it to those who listen @deep',
    async () => {
      for (const [id, name, icon, status] of [
        ['gpt-6-luna', 'GPT-6 Luna', 'circle-filled', 'current'],
        ['gpt-5.6-sol', 'GPT-5.6 Sol', 'history', 'legacy'],
        ['gpt-4o', 'GPT-4o', 'warning', 'deprecated'],
        ['gpt-4', 'GPT-4', 'circle-slash', 'retired'],
      ] as const) {
        await showModel(id, name);
        await pollFor(() => ui.count(`${row(name)} .codicon-${icon}`), 1);
        assert.match(await ui.html(row(name)), new RegExp(`aria-label="${name}, ${status}`), name);
        assert.doesNotMatch(await ui.text(row(name)), new RegExp(status), name);
      }
      await ui.picture('tree-status');
    },
  );

  onScreen('copy a fact by the menu and by the key @deep', async () => {
    const copied = (text: string) =>
      poll(
        'the clipboard',
        () => vscode.env.clipboard.readText(),
        (now) => now === text,
      );
    await vscode.env.clipboard.writeText('something else');
    await showModel('gpt-4o', 'GPT-4o');
    assert.match(await ui.html(row('Context window')), /aria-label="Context window, 128,000 tokens"/);
    await chooseFromMenu(row('Context window'), 'Copy Value');
    await copied('128,000 tokens');
    await ui.click(row('Id'));
    await ui.key('ControlOrMeta+C');
    await copied('gpt-4o');
  });

  onScreen('say that a model is retired before it opens, and offer its successor', async () => {
    const retired = await showModel('claude-3-5-sonnet-20241022', 'Claude 3.5 Sonnet');
    const asked = await answeringDialog(undefined, () => chooseFromMenu(retired, 'Open in Playground'));
    assert.match(asked, /^Claude 3\.5 Sonnet is retired: its maker no longer serves it\. $/);
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab, undefined);
  });

  onScreen('copy the id of a model @deep', async () => {
    await vscode.env.clipboard.writeText('something else');
    await chooseFromMenu(await showModel('o3', 'o3'), 'Copy Model ID');
    await poll(
      'the clipboard',
      () => vscode.env.clipboard.readText(),
      (text) => text === 'o3',
    );
  });

  onScreen('open the page of the maker', async () => {
    const opened: string[] = [];
    const { openExternal } = vscode.env;
    vscode.env.openExternal = (uri) => {
      opened.push(uri.toString(true));
      return Promise.resolve(true);
    };
    try {
      await chooseFromMenu(row('Claude'), "Open the Maker's Page");
      await poll(
        'an address',
        () => opened.length,
        (count) => count === 1,
      );
    } finally {
      vscode.env.openExternal = openExternal;
    }
    assert.match(opened[0] ?? '', /^https:\/\/platform\.claude\.com\//);
  });

  onScreen('offer model actions on models only', async () => {
    await ui.rightClick(row('Claude'));
    await ui.text('.context-view .action-label:text-is("Open the Maker\'s Page")');
    assert.equal(await ui.count('.context-view .action-label:text-is("Copy Model ID")'), 0);
    await ui.key('Escape');
  });

  it('do nothing when a command for a row is called without one, or with something made up', async () => {
    const before = vscode.workspace.getConfiguration().get(settingId('tokens.model'));
    for (const id of [
      commandId('models.copyId'),
      commandId('models.openMakerPage'),
      commandId('tokens.showMoreFiles'),
    ]) {
      await vscode.commands.executeCommand(id);
      await vscode.commands.executeCommand(id, { kind: 'model' });
    }
    assert.equal(vscode.workspace.getConfiguration().get(settingId('tokens.model')), before);
  });
});
