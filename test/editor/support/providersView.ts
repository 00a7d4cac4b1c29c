import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { viewId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { poll } from '../../support/poll';
import { keyIsStored } from './keys';
import { faultProvider, forgetKey, setProviders } from './playground';
import { chooseFromMenu } from './window';
import { ui } from './ui';
import { clickUntil, showAlone } from './views';

// The Providers view, and the questions that it asks.

export const rows = '.pane-body .monaco-list-row';
export const row = (label: string): string => `${rows}:has(.monaco-icon-name-container :text-is("${label}"))`;
export const quickInput = '.quick-input-widget';
export const field = `${quickInput} input.input, ${quickInput} .quick-input-filter input`;
export const title = (): Promise<string> => ui.text(`${quickInput} .quick-input-title`);
export const atStep = (text: string): Promise<string> => poll(`the step ${text}`, title, (now) => now === text);
export const goBack = (): Promise<void> => ui.click(`${quickInput} .codicon-quick-input-back`);
export const rowSays = (label: string, words: RegExp): Promise<string> =>
  poll(
    `${label}: ${words}`,
    () => ui.text(row(label)),
    (text) => words.test(text),
  );

export interface Stored {
  id: string;
  name: string;
  baseUrl: string;
  dialect?: string;
  model?: string;
}
export const stored = (): Stored[] =>
  vscode.workspace.getConfiguration().get<Stored[]>(settingId('providers.list')) ?? [];
export const noQuickInput = (): Promise<number> =>
  poll(
    'no quick input',
    () => ui.count(quickInput),
    (count) => count === 0,
  );

/** A provider that wants a key. */
export const keyed = (server: FaultServer, more: object = {}): Record<string, unknown> =>
  faultProvider(server, { preset: 'openai', dialect: 'chat-completions', ...more });

export async function setKey(key: string): Promise<void> {
  keyIsStored(key);
  await chooseFromMenu(row('Fault Server'), 'Set API Key...');
  await ui.fill(field, key);
  await ui.key('Enter');
  await noQuickInput();
  await poll(
    'the key on the row',
    () => ui.text(row('Fault Server')),
    (text) => !text.includes('key missing'),
  );
}

export async function expand(label: string): Promise<void> {
  await ui.text(row(label));
  const isExpanded = (): Promise<number> => ui.count(`${row(label)}[aria-expanded="true"]`);
  await clickUntil(`${row(label)}[aria-expanded="false"]`, `${label} unfolded`, isExpanded);
}

export function useProvidersView(): { readonly server: FaultServer } {
  let server: FaultServer | undefined;
  before(async () => {
    server = await startFaultServer();
  });
  beforeEach(async () => {
    server?.reset();
    await setProviders(keyed(server!));
    if (ui.available) {
      await showAlone(viewId('providers'), 'Providers');
      await ui.text(row('Fault Server'));
    }
  });
  afterEach(async () => {
    await setProviders(keyed(server!));
    await forgetKey('faults');
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.view.explorer');
    await server?.close();
  });
  return {
    get server() {
      assert.ok(server);
      return server;
    },
  };
}
