import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { setSetting } from '../support/clean';
import { faultProvider, setProviders } from '../support/playground';
import { expand, keyed, row, rowSays, useProvidersView } from '../support/providersView';
import { onScreen, ui } from '../support/ui';

describe('the pictures of the providers view', () => {
  const faults = useProvidersView();
  const themes = [
    'Default Dark Modern',
    'Default Light Modern',
    'Default High Contrast',
    'Default High Contrast Light',
  ];
  for (const theme of themes) {
    onScreen(`show it in the theme ${theme}`, async () => {
      await setSetting('workbench.colorTheme', theme);
      await setProviders(
        keyed(faults.server, { id: 'openai', name: 'OpenAI', baseUrl: 'https://api.openai.com/v1' }),
        faultProvider(faults.server, { name: 'Ollama', preset: 'ollama' }),
        faultProvider(faults.server, { id: 'bad', name: 'Broken', baseUrl: faults.server.baseUrlFor('server-error') }),
      );
      await ui.text(row('Broken'));
      await vscode.commands.executeCommand(commandId('providers.testConnection'), 'bad', 'free');
      await rowSays('Broken', /test failed/);
      await vscode.commands.executeCommand(commandId('providers.testConnection'), 'faults', 'free');
      await rowSays('Ollama', /works/);
      await expand('Ollama');
      await ui.screenshot(`providers-${theme.toLowerCase().replaceAll(' ', '-')}`);
      // Its rows would leave no room for the last provider.
      await ui.click(row('Ollama'));
    });
  }
});
