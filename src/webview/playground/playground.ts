import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { drawnEvent } from '../shared/answerText';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/strings';
import { WordCards } from '../shared/wordCard';
import { Announcer } from './announcer';
import { iconButton } from '../shared/iconButton';
import { button } from './buttons';
import { Composer } from './composer';
import { Conversation } from './conversation';
import { FindBar } from './findBar';
import { Finder } from './finder';
import { JumpToLatest } from './jumpToLatest';
import { Measure, totalsLine } from './measure';
import { emptyConversation, failureScreen, pocketScreen } from './firstScreen';
import type { Change, PageStore } from './pageStore';
import { readOnlyBar } from './readOnlyBar';

/** The page. */
export class Playground extends LightElement {
  static override properties = { findBar: { state: true }, hasCopied: { state: true } };
  /** There is one while it is shown. */
  declare private findBar: FindBar | undefined;
  /** For a moment, where the button was pressed. */
  declare private hasCopied: boolean;

  // The page is there before what it shows: all of these are made in `connect`.
  declare store: PageStore;
  declare private conversation: Conversation;
  declare private composer: Composer;
  declare private jump: JumpToLatest;
  declare private finder: Finder;
  declare private wordCards: WordCards;
  declare private measure: Measure;

  private readonly announcer = new Announcer((text) => {
    // A live region has to be there before its text: words of the first moment wait for it.
    void this.updateComplete.then(() => {
      const region = this.querySelector('.announcer');
      if (region !== null) region.textContent = text;
    });
  });

  /** To be called once, and before the page is drawn for the first time. */
  connect(store: PageStore): void {
    this.store = store;
    const conversation = new Conversation(store, this.say);
    conversation.className = 'transcript';
    conversation.setAttribute('role', 'log');
    conversation.setAttribute('aria-live', 'off');
    conversation.tabIndex = 0;
    conversation.setAttribute('aria-label', words('conversation'));
    this.conversation = conversation;
    this.composer = new Composer(store, this.say);
    this.jump = new JumpToLatest(conversation, () => this.requestUpdate());
    this.measure = new Measure(store, () => {
      this.composer.measured = this.measure.now;
      this.requestUpdate();
    });
    this.finder = new Finder(conversation, store.find, (state) => {
      if (this.findBar) this.findBar.state = state;
    });
    this.addEventListener(drawnEvent, () => this.finder.drawn());
    store.onChange = (change) => this.onChange(change);
    this.wordCards = new WordCards({
      host: store.host,
      texts: () => [...conversation.querySelectorAll('ai-answer-text, ai-plain-text')],
      top: () => conversation.getBoundingClientRect().top,
      announce: this.say,
    });
    // The card of a word hears of keys first: it takes Escape, which else stops an answer.
    this.wordCards.connect();
    // In the capture phase: before the field or button that has the focus makes something else of the key. On the window:
    // nothing may have the focus.
    window.addEventListener('keydown', this.onKey, { capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey, { capture: true });
    this.wordCards.disconnect();
    this.measure.stop();
  }

  protected override updated(): void {
    render(this.screen(), this.conversation.tail);
    this.composer.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { store } = this;
    return html`<main class="page">
      ${this.header()} ${readOnlyBar(store)} ${this.findBar ?? nothing} ${this.conversation} ${this.jump.render()}
      ${this.canCompose ? this.composer : nothing}
      <div class="announcer unseen" role="status" aria-live="polite"></div>
    </main>`;
  }

  private get canCompose(): boolean {
    return this.store.failure === undefined;
  }

  private header(): TemplateResult {
    const { store } = this;
    const isEmpty = store.turns.size === 0;
    const copy = (): void => {
      store.host.post({ type: 'copyConversation', column: store.columnId });
      this.say(words('conversationCopied'));
      this.hasCopied = true;
      setTimeout(() => (this.hasCopied = false), 2_000);
    };
    const startNew = (): void => store.host.post({ type: 'newSession' });
    const [copyIcon, copyTitle] = this.hasCopied ? ['check', words('copied')] : ['copy', words('copyConversation')];
    return html`<header class="bar">
      <h1>${words('heading')}</h1>
      <span class="session-title" data-testid="session-title">${isEmpty ? '' : store.title}</span>
      ${totalsLine(this.measure.now)}
      <div class="bar-buttons">
        ${iconButton('find', 'search', words('find'), () => this.openFind(), isEmpty)}
        ${iconButton('copy-conversation', copyIcon, copyTitle, copy, isEmpty)}
        ${button('new-session', words('newSession'), startNew, { icon: 'add', disabled: isEmpty })}
      </div>
    </header>`;
  }

  /** The words in place of turns, or below them. */
  private screen(): TemplateResult | typeof nothing {
    const { store } = this;
    if (store.failure !== undefined) return failureScreen(store.failure, () => store.host.askForSnapshot());
    if (!store.loaded || store.turns.size > 0) return nothing;
    if (store.isPocketOnly) return pocketScreen((question) => this.sendExample(question), store.host.post);
    return emptyConversation(store.hasOwnProvider, store.host.post);
  }

  /** An example is sent as if it had been typed. */
  private sendExample(question: string): void {
    this.store.edit({ message: question });
    this.composer.send();
  }

  private readonly say = (text: string): void => this.announcer.say(text);

  private onChange(change: Change): void {
    const { store, composer } = this;
    this.conversation.update(change);
    if (mayChangeSize(change, store)) this.measure.later();
    switch (change.type) {
      case 'focusMessage':
        void this.updateComplete.then(() => composer.focusMessage());
        return;
      case 'word':
        return this.wordCards.receive(change.message);
      case 'notSent':
        composer.notSent = change.notSent;
        return change.notSent && this.say(change.notSent.reason);
      case 'bodies':
        return;
      case 'grew':
        this.jump.news();
        return this.announcer.update(store.streaming, store.turns);
      case 'draft':
        return composer.requestUpdate();
      case 'all':
      case 'turn':
        if (change.type === 'turn') this.jump.news();
        else this.jump.look();
        composer.notSent = undefined;
        this.announcer.update(store.streaming, store.turns);
        this.finder.refresh();
        return this.requestUpdate();
      case 'frame':
        return this.requestUpdate();
    }
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    // An input method composes a character with these keys: they are not for us.
    if (event.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && command) {
      consume(event);
      if (this.canCompose) this.composer.send();
    } else if (event.key.toLowerCase() === 'f' && command && !event.altKey && !event.shiftKey) {
      consume(event);
      this.openFind();
    } else if (event.key === 'F3') {
      consume(event);
      if (this.findBar) this.finder.step(event.shiftKey ? -1 : 1);
      else this.openFind();
    } else if (event.key === 'Escape' && isIn(event.target, 'ai-find-bar')) {
      consume(event);
      this.closeFind();
    } else if (event.key === 'Escape' && !isIn(event.target, 'vscode-single-select[open]') && this.store.streaming) {
      consume(event);
      if (this.canCompose) this.composer.stop();
    } else if (event.key === ' ' && isIn(event.target, 'vscode-button')) {
      event.preventDefault(); // Presses the button; without this the conversation scrolls as well.
    }
  };

  private openFind(): void {
    if (this.store.turns.size === 0) return;
    const selected = document.getSelection()?.toString() ?? '';
    const bar = (this.findBar ??= new FindBar(this.finder, () => this.closeFind()));
    void this.updateComplete.then(async () => {
      await bar.updateComplete;
      bar.begin(selected.includes('\n') || selected.length > 200 ? '' : selected);
      bar.focus();
    });
  }

  private closeFind(): void {
    this.findBar = undefined;
    this.finder.stop();
    this.conversation.focus({ preventScroll: true });
  }
}
customElements.define('ai-playground', Playground);

/** Whether the next request, or what the answers have used, may be another by now. */
const mayChangeSize = ({ type }: Change, { streaming }: PageStore): boolean =>
  type === 'draft' || type === 'all' || type === 'frame' || (type === 'turn' && streaming === undefined);

/** Also keeps the key from VS Code, which sees the keys of a webview once they have bubbled to its window. */
function consume(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

const isIn = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;
