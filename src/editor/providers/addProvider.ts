import { window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { hostOf, parseBaseUrl } from '../../core/chat/endpoint';
import { ChatError } from '../../core/chat/errors';
import { presets } from '../../core/chat/presets';
import type { Preset } from '../../core/chat/presets';
import type { Endpoint } from '../../core/chat/types';
import type { ProviderStore } from './store';

export interface AddedProvider {
  readonly endpoint: Endpoint;
  readonly needsKey: boolean;
  readonly keysUrl: string | undefined;
}

/** Asks for preset, base URL and, where the URL is the user's own, a name; stores the provider. `undefined`: left. */
export async function askForProvider(
  store: ProviderStore,
  presetId: string | undefined,
): Promise<AddedProvider | undefined> {
  const preset = presets.find(({ id }) => id === presetId) ?? (await pickPreset());
  if (!preset) return undefined;
  const typed = await askForBaseUrl(preset);
  if (typed === undefined) return undefined;
  const baseUrl = parseBaseUrl(typed);
  const name = baseUrl === preset.baseUrl ? preset.name : await askForName(preset, hostOf(baseUrl));
  if (name === undefined) return undefined;
  const endpoint: Endpoint = { id: freeId(store, preset.id, baseUrl), name, baseUrl, preset: preset.id };
  await store.add(endpoint);
  return { endpoint, needsKey: preset.needsKey, keysUrl: preset.keysUrl };
}

async function pickPreset(): Promise<Preset | undefined> {
  const items = presets.map((preset): QuickPickItem & { preset: Preset } => ({
    label: preset.name,
    description: preset.baseUrl,
    detail: preset.note,
    preset,
  }));
  const placeHolder = 'Which provider? Nothing is contacted before you send a prompt.';
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true }))?.preset;
}

const askForBaseUrl = (preset: Preset): Thenable<string | undefined> =>
  window.showInputBox({
    title: `Base URL of ${preset.name}`,
    prompt: 'The address below which /chat/completions is found. Press Enter to take it as it is.',
    value: preset.baseUrl,
    placeHolder: 'https://api.example.com/v1',
    ignoreFocusOut: true,
    validateInput: problemOf,
  });

function problemOf(value: string): string | undefined {
  try {
    parseBaseUrl(value);
    return undefined;
  } catch (error) {
    if (error instanceof ChatError) return error.facts.detail ?? 'This is not an address.';
    throw error;
  }
}

const askForName = (preset: Preset, host: string): Thenable<string | undefined> =>
  window.showInputBox({
    title: 'Name of the Provider',
    prompt: 'As the playground shows it.',
    value: preset.id === 'custom' ? host : `${preset.name} (${host})`,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? 'Type a name.' : undefined),
  });

/** The preset's id; with a number where another address has taken it. */
function freeId(store: ProviderStore, wanted: string, baseUrl: string): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    const taken = store.find(id);
    if (!taken || taken.baseUrl === baseUrl) return id;
  }
}
