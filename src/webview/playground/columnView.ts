import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { drawnEvent } from '../shared/answerText';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/strings';
import { AnswerWatch } from './announcer';
import { ColumnSettings } from './columnSettings';
import type { ColumnStore } from './columnStore';
import { Conversation } from './conversation';
import { Finder } from './finder';
import type { FindState } from './finder';
import { JumpToLatest } from './jumpToLatest';
import { Measure, sizeLine } from './measure';
import type { Change } from './pageStore';

/** The page, as a column of it sees it. */
interface ColumnPage {
  /** The words in place of turns, or below them. */
  readonly screenOf: (column: ColumnStore) => TemplateResult | typeof nothing;
  readonly say: (text: string) => void;
  readonly found: (state: FindState) => void;
  readonly measured: () => void;
}

/** A column: its conversation, and above it, where there are several, whom it asks. */
export class ColumnView extends LightElement {
  readonly conversation: Conversation;
  readonly settings: ColumnSettings;
  readonly finder: Finder;
  readonly measure: Measure;
  private readonly jump: JumpToLatest;
  private readonly watch: AnswerWatch;

  constructor(
    readonly store: ColumnStore,
    private readonly page: ColumnPage,
  ) {
    super();
    this.className = 'column';
    this.watch = new AnswerWatch(page.say);
    this.settings = new ColumnSettings(store);
    this.conversation = new Conversation(store, page.say);
    this.conversation.className = 'transcript';
    this.conversation.setAttribute('role', 'log');
    this.conversation.setAttribute('aria-live', 'off');
    this.conversation.tabIndex = 0;
    this.conversation.setAttribute('aria-label', words('conversation'));
    this.jump = new JumpToLatest(this.conversation, () => this.requestUpdate());
    this.measure = new Measure(store, () => {
      this.requestUpdate();
      page.measured();
    });
    this.finder = new Finder(this.conversation, store.find, page.found);
    this.addEventListener(drawnEvent, () => this.finder.drawn());
  }

  /** Draws what changed. */
  show(change: Change): void {
    this.conversation.update(change);
    if (mayChangeSize(change, this.store)) this.measure.later();
    switch (change.type) {
      case 'all':
      case 'turns':
        this.jump.look();
        return this.turnsChanged();
      case 'turn':
        this.jump.news();
        return this.turnsChanged();
      case 'grew':
        this.jump.news();
        return this.watch.look(this.store.streaming, this.store.turns);
      case 'frame':
        this.settings.requestUpdate();
        return this.requestUpdate();
      case 'draft':
        return this.settings.requestUpdate();
      case 'notSent':
        if (this.store.notSent) this.page.say(this.store.notSent.reason);
        return this.settings.requestUpdate();
      case 'bodies':
      case 'focusMessage':
      case 'word':
        return;
    }
  }

  private turnsChanged(): void {
    this.watch.look(this.store.streaming, this.store.turns);
    this.finder.refresh();
    this.settings.requestUpdate();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.measure.stop();
  }

  protected override updated(): void {
    render(this.page.screenOf(this.store), this.conversation.tail);
  }

  protected override render(): TemplateResult {
    // Beside Send where there is one column only.
    const size = this.store.page.isLone ? nothing : sizeLine(this.measure.now);
    return html`${this.conversation} ${this.jump.render()} ${size}`;
  }
}
/** Whether the next request, or what the answers have used, may be another by now. */
const mayChangeSize = ({ type }: Change, { streaming }: ColumnStore): boolean =>
  ['draft', 'all', 'turns', 'frame'].includes(type) || (type === 'turn' && streaming === undefined);

customElements.define('ai-column', ColumnView);
