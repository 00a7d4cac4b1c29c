import { readPersistedDrafts } from '../../core/playground/session/persistedDraft';
import type { PersistedDrafts } from '../../core/playground/session/persistedDraft';
import { pageAnswers, toPage } from '../../core/playground/playgroundProtocol';
import { EventRow } from '../../core/base/rpc/eventRow';
import type { FromPage, ToPage } from '../../core/playground/playgroundProtocol';
import { isRecord } from '../../core/base/json';
import { HostClient } from '../shared/hostClient';
import type { PageApi } from '../shared/pageApi';

/** The page's end of the protocol. It validates what arrives, and passes on events only in an unbroken row. */
export class HostConnection extends HostClient<FromPage, ToPage, typeof pageAnswers> {
  private readonly events = new EventRow(() => this.post({ type: 'ready', edit: this.toldEdit }));
  /** Number of the last edit of a draft that the host was told. The host repeats it with every draft of its own. */
  toldEdit = 0;

  constructor(private readonly state: PageApi) {
    super(state, { messages: toPage, answers: pageAnswers });
  }

  /** Listens on `target` (the window) and asks for the first snapshot. */
  connect(target: EventTarget, receive: (message: ToPage) => void): void {
    this.listen(target, (message) => {
      if (message.type === 'snapshot') this.events.startAt(message.seq);
      else if (message.type === 'event' && !this.events.accepts(message.seq)) return;
      receive(message);
    });
    this.askForSnapshot();
  }

  askForSnapshot(): void {
    this.events.restart();
  }

  /** The drafts that this page kept before it was hidden or reloaded. */
  savedDrafts(): PersistedDrafts | undefined {
    return readPersistedDrafts(this.state.getState(), (fields) =>
      this.post({ type: 'pageError', message: `The page cannot use what it kept of the draft: ${fields.join(', ')}` }),
    );
  }

  /** Whether the settings of the composer were unfolded when the page was last shown. */
  get settingsOpen(): boolean {
    const state = this.state.getState();
    return isRecord(state) && state['settingsOpen'] === true;
  }

  save(change: PersistedDrafts | { readonly settingsOpen: boolean }): void {
    const state = this.state.getState();
    this.state.setState({ ...(isRecord(state) ? state : {}), ...change });
  }
}
