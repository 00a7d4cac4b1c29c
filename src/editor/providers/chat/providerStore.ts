import { ConfigurationTarget, Disposable, EventEmitter, window, workspace } from 'vscode';
import type { Event } from 'vscode';
import { isBuiltIn, pocketEndpoint } from '../../../core/chat/providers/builtIn';
import { placeOfProvider, withoutProvider, withProvider } from '../../../core/chat/providers/providerEntries';
import { readProviders } from '../../../core/chat/providers/providerSettings';
import type { ProviderList } from '../../../core/chat/providers/providerSettings';
import type { Endpoint } from '../../../core/chat/messages/types';
import { settingId } from '../../shared/settingsTable';
import { readSetting } from '../../shared/settings';
import { editProviders } from '../../shared/openers';
import { say } from '../../shared/words';

/** The providers of the user's settings. The setting has machine scope: a workspace cannot add or change one. */
export interface ProviderStore {
  dispose(): void;
  readonly onDidChange: Event<void>;
  /** Those that the user has set up. */
  list(): readonly Endpoint[];
  /** All that can be asked: the user's, and the model in the box behind them. */
  askable(): readonly Endpoint[];
  /**
   * Whom a question goes to where nobody has chosen: the first of the user's, or the model in the box where none was ever set up.
   * `undefined` where what the user set up cannot be read: nothing else takes its place in silence.
   */
  usual(): Endpoint | undefined;
  /** One of the user's, or the model in the box. */
  find(id: string | null): Endpoint | undefined;
  /** Puts it in the place of the one with its id; where there is none, at `place` of the setting, or at its end. */
  put(endpoint: Endpoint, place?: number): Promise<void>;
  /** Gives back the place that it had in the setting. */
  remove(id: string): Promise<number>;
}

export function createProviderStore(): ProviderStore {
  const changed = new EventEmitter<void>();
  let read: ProviderList | undefined;
  let reported = '';
  const current = (): ProviderList => {
    read ??= readProviders(readSetting('providers.list') ?? []);
    const problems = read.problems.join('; ');
    if (problems !== reported) {
      reported = problems;
      if (problems !== '') void reportProblems(problems);
    }
    return read;
  };
  const listener = workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration(settingId('providers.list'))) return;
    read = undefined;
    changed.fire();
  });
  const write = async (entries: unknown[]): Promise<void> => {
    await workspace.getConfiguration().update(settingId('providers.list'), entries, ConfigurationTarget.Global);
    read = undefined;
  };
  return {
    onDidChange: changed.event,
    list: () => current().providers,
    askable: () => [...current().providers, pocketEndpoint],
    usual: () => {
      const { providers, problems } = current();
      return providers[0] ?? (problems.length === 0 ? pocketEndpoint : undefined);
    },
    find: (id) => (isBuiltIn(id) ? pocketEndpoint : current().providers.find((provider) => provider.id === id)),
    put: (endpoint, place) => write(withProvider(readSetting('providers.list'), endpoint, place)),
    async remove(id) {
      const stored = readSetting('providers.list');
      await write(withoutProvider(stored, id));
      return placeOfProvider(stored, id);
    },
    dispose() {
      Disposable.from(changed, listener).dispose();
    },
  };
}

async function reportProblems(problems: string): Promise<void> {
  const open = say('Open Settings');
  const message = say('AI Field Guide left out a part of the setting {0}: {1}.', settingId('providers.list'), problems);
  if ((await window.showErrorMessage(message, open)) === open) {
    await editProviders();
  }
}
