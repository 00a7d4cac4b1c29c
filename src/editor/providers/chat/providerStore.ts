import { ConfigurationTarget, Disposable, EventEmitter, workspace } from 'vscode';
import type { Event } from 'vscode';
import { placeOfProvider, withoutProvider, withProvider } from '../../../core/chat/providers/providerEntries';
import { readProviders } from '../../../core/chat/providers/providerSettings';
import type { ProviderList } from '../../../core/chat/providers/providerSettings';
import type { Endpoint } from '../../../core/chat/messages/types';
import { offer } from '../../shared/feedback';
import { settingId } from '../../shared/settingsTable';
import { readSetting } from '../../shared/settings';
import { editProviders } from '../../shared/openers';
import { say } from '../../shared/words';

/** The providers of the user's settings. The setting has machine scope: a workspace cannot add or change one. */
export interface ProviderStore {
  dispose(): void;
  readonly onDidChange: Event<void>;
  list(): readonly Endpoint[];
  /** Nothing of the setting was left out. */
  isReadable(): boolean;
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
    isReadable: () => current().problems.length === 0,
    find: (id) => current().providers.find((provider) => provider.id === id),
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

function reportProblems(problems: string): Promise<void> {
  const message = say('AI Field Guide left out a part of the setting {0}: {1}.', settingId('providers.list'), problems);
  return offer('Error', message, say('Open Settings'), editProviders);
}
