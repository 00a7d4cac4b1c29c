import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pollFor } from '../../support/poll';
import { commandId } from '../../../src/editor/shared/contributions';
import { setProviders } from '../support/playground';
import { atStep, field, noQuickInput, quickInput, rowSays, stored, useProvidersView } from '../support/providersView';
import { onScreen, ui } from '../support/ui';

describe('a provider in a cloud', () => {
  useProvidersView();

  onScreen('is added with the user’s own part of its address, and with its guide beside it @deep', async () => {
    await setProviders();
    const adding = vscode.commands.executeCommand(commandId('providers.add'));
    await atStep('Add Provider');
    await ui.fill(field, 'sigv4');
    await ui.text(`${quickInput} .monaco-list-row:has-text("LiteLLM gateway"):has(.codicon-link-external)`);
    await ui.fill(field, 'azure openai');
    await ui.key('Enter');
    await atStep('Base URL of Azure OpenAI');
    await pollFor(() => ui.value(field), 'https://RESOURCE.openai.azure.com/openai/v1');
    await ui.text(`${quickInput} .quick-input-message:has-text("Put yours in the place of RESOURCE.")`);
    assert.equal(await ui.count(`${quickInput} .monaco-inputbox.error`), 0);
    await ui.key('X');
    await pollFor(() => ui.value(field), 'https://X.openai.azure.com/openai/v1');
    await ui.fill(field, 'https://mine.openai.azure.com');
    await ui.text(`${quickInput} .quick-input-message:has-text("There it ends in /openai/v1.")`);
    await ui.fill(field, 'https://mine.openai.azure.com/openai/v1');
    await ui.key('Enter');
    await atStep('Name of the Provider (3/4)');
    await ui.key('Enter');
    await atStep('API Key for Azure OpenAI (mine.openai.azure.com) (4/4)');
    await ui.key('Enter');
    await noQuickInput();
    await adding;
    await rowSays('Azure OpenAI (mine.openai.azure.com)', /key missing/);
    const [{ baseUrl, dialect, preset } = assert.fail()] = stored() as unknown as Record<string, string>[];
    assert.deepEqual([baseUrl, dialect, preset], ['https://mine.openai.azure.com/openai/v1', 'responses', 'azure']);
  });
});
