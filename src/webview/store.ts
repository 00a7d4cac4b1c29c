import type { PresetView, ProviderView, ToPage } from '../core/playground/protocol';
import { emptyDraft, emptySession, reduceSession } from '../core/playground/session';
import type { Draft, Session, SessionEvent } from '../core/playground/session';
import type { PageHost } from './host';

/** What changed: `answer` comes with every delta of a stream and may be drawn later, `all` is drawn at once. */
export type Change = 'all' | 'answer' | 'focusMessage';

const debounceMs = 150;
/** For this long after a keystroke a field is the user's: a change of it that arrives is an echo, or comes too late. */
const typingMs = 1_000;

type DraftField = keyof Draft;
const draftFields = Object.keys(emptyDraft) as DraftField[];

/** The state of the page: the session as the host has it, and the user's draft, which runs ahead of the host's. */
export class PlaygroundStore {
  session: Session = emptySession;
  providers: readonly ProviderView[] = [];
  presets: readonly PresetView[] = [];
  /** False until the first snapshot. */
  loaded = false;
  draft: Draft;

  private readonly editedAt = new Map<DraftField, number>();
  /** Edited, and not told to the host yet. A page that goes away in that moment cannot tell it any more. */
  private readonly unsent = new Set<DraftField>();
  /** What an earlier page could not tell: stays in the first snapshot. */
  private untold: readonly DraftField[];
  private readonly listeners = new Set<(change: Change) => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sentMessage: string | undefined;

  constructor(
    readonly host: PageHost,
    private readonly now: () => number = () => performance.now(),
  ) {
    const saved = host.savedDraft();
    this.draft = saved?.draft ?? emptyDraft;
    this.untold = draftFields.filter((field) => saved?.unsent.includes(field));
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The provider that a message would go to now; `undefined` where the draft names one that is no longer there. */
  get provider(): ProviderView | undefined {
    const { providerId } = this.draft;
    return providerId === null ? this.providers[0] : this.providers.find(({ id }) => id === providerId);
  }

  /** The user changed the draft. Kept at once; told to the host a moment later. */
  edit(change: Partial<Draft>): void {
    for (const field of Object.keys(change) as DraftField[]) {
      this.editedAt.set(field, this.now());
      this.unsent.add(field);
    }
    this.setDraft({ ...this.draft, ...change });
    this.scheduleFlush();
    this.notify('all');
  }

  /** Tells the host a change of the draft that is still waiting. */
  flush = (): void => {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.unsent.clear();
    this.setDraft(this.draft);
    this.host.post({ type: 'draft', draft: this.draft });
  };

  send(draft: Draft): void {
    this.flush();
    this.sentMessage = draft.message;
    this.host.post({ type: 'send', draft });
  }

  receive = (message: ToPage): void => {
    switch (message.type) {
      case 'snapshot':
        this.loaded = true;
        this.session = message.session;
        this.providers = message.providers;
        this.presets = message.presets;
        this.adoptDraft(message.session.draft, this.host.askedAt);
        return this.notify('all');
      case 'providers':
        this.providers = message.providers;
        return this.notify('all');
      case 'focusMessage':
        return this.notify('focusMessage');
      case 'event':
        this.apply(message.event);
        return this.notify(message.event.type === 'answerGrew' ? 'answer' : 'all');
    }
  };

  private apply(event: SessionEvent): void {
    this.session = reduceSession(this.session, event);
    if (event.type === 'draftChanged' || event.type === 'sessionReplaced') this.adoptDraft(this.session.draft);
    if (event.type === 'turnStarted' && event.turn.message === this.sentMessage) {
      // The message now stands in the conversation. What the user has typed after sending stays.
      this.sentMessage = undefined;
      if (this.draft.message === event.turn.message) this.edit({ message: '' });
    }
  }

  /** Takes the host's draft, but for the fields that the user has edited since `since` or is typing in. */
  private adoptDraft(theirs: Draft, since = Infinity): void {
    const typing = this.now() - typingMs;
    const isMine = (field: DraftField): boolean =>
      this.untold.includes(field) || (this.editedAt.get(field) ?? -Infinity) >= Math.min(since, typing);
    const mine = draftFields.filter(isMine);
    this.untold = [];
    const kept = Object.fromEntries(mine.map((field) => [field, this.draft[field]]));
    this.setDraft({ ...theirs, ...kept });
    if (mine.some((field) => this.draft[field] !== theirs[field])) this.scheduleFlush();
  }

  private setDraft(draft: Draft): void {
    this.draft = draft;
    this.host.saveDraft({ draft, unsent: [...this.unsent] });
  }

  private scheduleFlush(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.flush, debounceMs);
  }

  private notify(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }
}
