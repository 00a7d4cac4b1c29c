import type { Backends } from '../../core/chat/backend';
import type { ToPage } from '../../core/playground/playgroundProtocol';
import type { ModelListState } from '../../core/playground/playgroundViews';
import type { ModelLists } from '../providers/chat/modelLists';

/** Loads the models of providers for the page, and reports the progress to it. The page shows it where it asked. */
export class PageModelLists {
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly models: Pick<ModelLists, 'refresh'>,
    private readonly backends: Pick<Backends, 'find'>,
    private readonly post: (message: ToPage) => void,
  ) {}

  async load(providerId: string): Promise<void> {
    const backend = this.backends.find(providerId);
    if (!backend || this.running.has(providerId)) return;
    const abort = new AbortController();
    this.running.set(providerId, abort);
    const tell = (state: ModelListState): void => this.post({ type: 'modelList', providerId, state });
    tell({ status: 'loading' });
    try {
      const listed = await this.models.refresh(backend, abort.signal);
      if (listed.status === 'done') return tell({ status: 'listed', count: listed.value.length });
      if (listed.status === 'stopped') return tell({ status: 'left' });
      const { message, advice, actions } = listed.error;
      tell({ status: 'failed', message, advice, wantsKey: actions.includes('set-key') });
    } catch (error) {
      tell({ status: 'left' });
      throw error;
    } finally {
      this.running.delete(providerId);
    }
  }

  stop(providerId: string): void {
    this.running.get(providerId)?.abort();
  }
}
