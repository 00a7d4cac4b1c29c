import { ConfigurationTarget, EventEmitter, workspace } from 'vscode';
import {
  placeOfProvider,
  readProviders,
  withoutProvider,
  withProvider,
} from '../../../core/chat/providers/providerSettings';
import type { ProviderList } from '../../../core/chat/providers/providerSettings';
import type { Endpoint } from '../../../core/chat/messages/chatTypes';
import { offer } from '../../shared/feedback';
import { settingId } from '../../shared/settingsTable';
import { onSettings, readSetting } from '../../shared/settings';
import { editProviders } from '../../shared/openers';
import { say } from '../../shared/words';

/** The providers of the user's settings. The setting has machine scope: a workspace cannot add or change one. */
export class ProviderStore {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private cached: ProviderList | undefined;
  private reported = '';
  private readonly listening = onSettings(['providers.list'], () => {
    this.cached = undefined;
    this.changed.fire();
  });

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }

  list(): readonly Endpoint[] {
    return this.read().providers;
  }

  /** Whether no entry of the setting was left out. */
  isReadable(): boolean {
    return this.read().problems.length === 0;
  }

  find(id: string | null): Endpoint | undefined {
    return this.list().find((provider) => provider.id === id);
  }

  /** Replaces the provider with the same id. Where there is none, it is added at `place` in the setting, or at the end. */
  put(endpoint: Endpoint, place?: number): Promise<void> {
    return this.write(withProvider(readSetting('providers.list'), endpoint, place));
  }

  /** Removes a provider, and returns the place that it had in the setting. */
  async remove(id: string): Promise<number> {
    const stored = readSetting('providers.list');
    await this.write(withoutProvider(stored, id));
    return placeOfProvider(stored, id);
  }

  private read(): ProviderList {
    this.cached ??= readProviders(readSetting('providers.list') ?? []);
    const problems = this.cached.problems.join('; ');
    if (problems !== this.reported && problems !== '') void reportProblems(problems);
    this.reported = problems;
    return this.cached;
  }

  private async write(entries: unknown[]): Promise<void> {
    await workspace.getConfiguration().update(settingId('providers.list'), entries, ConfigurationTarget.Global);
    this.cached = undefined;
  }
}

function reportProblems(problems: string): Promise<void> {
  const message = say('AI Field Guide left out a part of the setting {0}: {1}.', settingId('providers.list'), problems);
  return offer('Error', message, say('Open Settings'), editProviders);
}
