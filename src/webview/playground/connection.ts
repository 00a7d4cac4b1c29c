import { readPersistedDraft } from '../../core/playground/session/persistedDraft';
import type { PersistedDraft } from '../../core/playground/session/persistedDraft';
import { pageAnswers, toPage } from '../../core/playground/playgroundProtocol';
import { EventRow } from '../../core/base/rpc/eventRow';
import type { FromPage, ToPage } from '../../core/playground/playgroundProtocol';
import { isRecord } from '../../core/base/json';
import { HostClient } from '../shared/hostClient';
import type { PageApi } from '../shared/pageApi';

type PlaygroundHost = HostClient<FromPage, ToPage, typeof pageAnswers>;

/** The page's end of the protocol. What arrives is validated; events are passed on in an unbroken row only. */
export class HostConnection {
  private readonly events = new EventRow(() => this.post({ type: 'ready', edit: this.toldEdit }));
  /** Number of the last edit of the draft that the host was told: it says it back with every draft of its own. */
  toldEdit = 0;

  private readonly client: PlaygroundHost;
  readonly post: PlaygroundHost['post'];
  readonly ask: PlaygroundHost['ask'];

  constructor(private readonly api: PageApi) {
    this.client = new HostClient(api, { messages: toPage, answers: pageAnswers });
    this.post = this.client.post;
    this.ask = this.client.ask;
  }

  /** Listens on `target` (the window) and asks for the first snapshot. */
  connect(target: EventTarget, listener: (message: ToPage) => void): void {
    this.client.listen(target, (message) => {
      if (message.type === 'snapshot') this.events.startAt(message.seq);
      else if (message.type === 'event' && !this.events.accepts(message.seq)) return;
      listener(message);
    });
    this.askForSnapshot();
  }

  askForSnapshot(): void {
    this.events.restart();
  }

  /** The draft that this page kept before it was hidden or reloaded. */
  savedDraft(): PersistedDraft | undefined {
    return readPersistedDraft(this.api.getState(), (fields) => this.report(`the kept draft, in ${fields.join(', ')}`));
  }

  saveDraft(saved: PersistedDraft): void {
    this.save(saved);
  }

  /** Whether the settings of the composer were unfolded when the page was last shown. */
  get settingsOpen(): boolean {
    const state = this.api.getState();
    return isRecord(state) && state['settingsOpen'] === true;
  }

  saveSettingsOpen(settingsOpen: boolean): void {
    this.save({ settingsOpen });
  }

  private save(change: object): void {
    const state = this.api.getState();
    this.api.setState({ ...(isRecord(state) ? state : {}), ...change });
  }

  private report(why: string): void {
    this.post({ type: 'pageError', message: `The page got a message that it does not understand: ${why}` });
  }
}
