import assert from 'node:assert/strict';
import * as v from 'valibot';
import * as vscode from 'vscode';
import {
  commandIds,
  familiesViewId,
  folderTokensViewId,
  pageScheme,
  playgroundViewType,
  settingIds,
  tokenStatusId,
} from '../../../src/editor/contributions';
import { onScreen, ui } from '../ui';
import { openSample } from '../support/texts';
import { tokenStatus } from '../support/window';

const manifestSchema = v.object({
  activationEvents: v.array(v.string()),
  capabilities: v.object({
    untrustedWorkspaces: v.object({ supported: v.boolean() }),
    virtualWorkspaces: v.boolean(),
  }),
  contributes: v.object({
    commands: v.array(v.object({ command: v.string(), title: v.string(), category: v.string() })),
    viewsContainers: v.object({ activitybar: v.array(v.object({ id: v.string() })) }),
    views: v.record(v.string(), v.array(v.object({ id: v.string() }))),
    menus: v.record(v.string(), v.array(v.object({ command: v.string() }))),
    configuration: v.object({
      properties: v.record(v.string(), v.looseObject({ scope: v.optional(v.string()), default: v.unknown() })),
    }),
  }),
});

function readManifest() {
  const extension = vscode.extensions.getExtension('ai-field-guide.ai-field-guide');
  return v.parse(manifestSchema, extension?.packageJSON);
}

const sorted = (values: Iterable<string>): string[] => [...values].sort();

describe('the manifest', () => {
  const { contributes, capabilities, activationEvents } = readManifest();
  const declared = contributes.commands.map(({ command }) => command);

  it('declares exactly the commands of the typed table', () => {
    assert.deepEqual(sorted(declared), sorted(Object.values(commandIds)));
  });

  it('declares exactly the settings of the typed table', () => {
    assert.deepEqual(sorted(Object.keys(contributes.configuration.properties)), sorted(Object.values(settingIds)));
  });

  it('declares the view, its container, and what wakes the pages up', () => {
    assert.deepEqual(contributes.viewsContainers.activitybar, [{ id: 'aiFieldGuide' }]);
    assert.deepEqual(contributes.views, { aiFieldGuide: [{ id: familiesViewId }, { id: folderTokensViewId }] });
    assert.ok(activationEvents.includes(`onWebviewPanel:${playgroundViewType}`));
    assert.ok(activationEvents.includes(`onFileSystem:${pageScheme}`));
  });

  it('names only declared commands in its menus', () => {
    const named = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    assert.deepEqual(
      named.filter((command) => !declared.includes(command)),
      [],
    );
  });

  it('keeps every public name that users and other extensions rely on', () => {
    const commands =
      'openPlayground ask sendSelection countTokens lookUpTerm selectModel addProvider setApiKey removeApiKey testConnection';
    for (const name of commands.split(' ')) assert.ok(declared.includes(`aiFieldGuide.${name}`), name);
    const settings = 'model providers glossary.hover.enabled glossary.languages tokens.enabled';
    for (const name of settings.split(' '))
      assert.ok(`aiFieldGuide.${name}` in contributes.configuration.properties, name);
    assert.equal(familiesViewId, 'aiFieldGuide.families');
    assert.equal(tokenStatusId, 'aiFieldGuide.tokens');
    assert.equal(playgroundViewType, 'aiFieldGuide.playground');
  });

  it('puts every command into one category', () => {
    assert.deepEqual(sorted(new Set(contributes.commands.map(({ category }) => category))), ['AI Field Guide']);
  });

  it('lets no workspace change where prompts and keys go', () => {
    const { properties } = contributes.configuration;
    assert.equal(properties[settingIds.providers]?.scope, 'machine');
    assert.equal(properties[settingIds.stallTimeout]?.scope, 'machine');
  });

  it('works in Restricted Mode and in virtual workspaces', () => {
    assert.equal(capabilities.untrustedWorkspaces.supported, true);
    assert.equal(capabilities.virtualWorkspaces, true);
  });
});

describe('the running extension', () => {
  it('has registered every command that the manifest declares', async () => {
    const registered = await vscode.commands.getCommands(true);
    const missing = readManifest().contributes.commands.filter(({ command }) => !registered.includes(command));
    assert.deepEqual(missing, []);
  });

  onScreen('shows one status bar item, under its public id', async () => {
    await openSample('foundation-models.md');
    await ui.text(tokenStatus);
    assert.equal(await ui.count('[id^="ai-field-guide.ai-field-guide"]'), 1);
  });
});
