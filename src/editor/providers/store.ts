import { ConfigurationTarget, Disposable, EventEmitter, window, workspace } from 'vscode';
import type { Event } from 'vscode';
import { readProviders } from '../../core/chat/providerSettings';
import type { ProviderList } from '../../core/chat/providerSettings';
import type { Endpoint } from '../../core/chat/types';
import { settingIds } from '../contributions';
import { editProviders } from '../openers';

/** The providers of the user's settings. The setting has machine scope: a workspace cannot add or change one. */
export interface ProviderStore {
  dispose(): void;
  readonly onDidChange: Event<void>;
  list(): readonly Endpoint[];
  find(id: string | null): Endpoint | undefined;
  /** Adds it, or replaces the one with the same id. */
  add(endpoint: Endpoint): Promise<void>;
}

export function createProviderStore(): ProviderStore {
  const changed = new EventEmitter<void>();
  let read: ProviderList | undefined;
  let reported = '';
  const current = (): ProviderList => {
    read ??= readProviders(workspace.getConfiguration().get(settingIds.providers) ?? []);
    const problems = read.problems.join('; ');
    if (problems !== reported) {
      reported = problems;
      if (problems !== '') void reportProblems(problems);
    }
    return read;
  };
  const listener = workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration(settingIds.providers)) return;
    read = undefined;
    changed.fire();
  });
  return {
    onDidChange: changed.event,
    list: () => current().providers,
    find: (id) => current().providers.find((provider) => provider.id === id),
    async add(endpoint) {
      const stored: unknown = workspace.getConfiguration().get(settingIds.providers);
      const others = (Array.isArray(stored) ? (stored as unknown[]) : []).filter(
        (entry) => idOf(entry) !== endpoint.id,
      );
      await workspace
        .getConfiguration()
        .update(settingIds.providers, [...others, endpoint], ConfigurationTarget.Global);
      read = undefined;
    },
    dispose() {
      Disposable.from(changed, listener).dispose();
    },
  };
}

const idOf = (entry: unknown): unknown =>
  typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;

async function reportProblems(problems: string): Promise<void> {
  const open = 'Open Settings';
  const message = `AI Field Guide left out a part of the setting ${settingIds.providers}: ${problems}.`;
  if ((await window.showErrorMessage(message, open)) === open) {
    await editProviders();
  }
}
