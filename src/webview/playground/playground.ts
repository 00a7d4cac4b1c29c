import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { drawnEvent } from '../shared/answerText';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/strings';
import { WordCards } from '../shared/wordCard';
import { Announcer } from './announcer';
import './composer';
import type { Composer } from './composer';
import { Conversation } from './conversation';
import './findBar';
import type { FindBar } from './findBar';
import { Finder } from './finder';
import type { FindState } from './finder';
import { JumpToLatest } from './jumpToLatest';
import { emptyConversation, failureScreen, pocketScreen } from './firstScreen';
import type { NotSent } from './notSent';
import type { Change, PageStore } from './pageStore';
import { readOnlyBar, whyReadOnly } from './readOnlyBar';

/** The page. */
export class Playground extends LightElement {
  static override properties = {
    store: { attribute: false },
    finding: { state: true },
    findState: { state: true },
    notSent: { state: true },
  };
  declare store: PageStore | undefined;
  /** The find bar is shown. */
  declare private finding: boolean;
  declare private findState: FindState;
  declare private notSent: NotSent | undefined;

  private readonly announcer = new Announcer((text) => {
    // A live region has to be there before its text: words of the first moment wait for it.
    void this.updateComplete.then(() => {
      const region = this.querySelector('.announcer');
      if (region !== null) region.textContent = text;
    });
  });
  private readonly conversation = new Conversation();
  private readonly jump = new JumpToLatest(this.conversation, () => this.requestUpdate());
  private readonly wordCards = new WordCards({
    host: {
      post: (message) => this.store?.host.post(message),
      ask: (...question) => this.store?.host.ask(...question) ?? Promise.resolve(null),
    },
    texts: () => [...this.conversation.querySelectorAll('ai-answer-text, ai-plain-text')],
    top: () => this.conversation.getBoundingClientRect().top,
    announce: (text) => this.say(text),
  });
  private finder: Finder | undefined;
  private hasCopied = false;
  private unsubscribe: (() => void) | undefined;

  constructor() {
    super();
    this.finding = false;
    this.findState = { query: '', total: 0, at: 0 };
    this.addEventListener(drawnEvent, () => this.finder?.drawn());
    const { conversation } = this;
    conversation.className = 'transcript';
    conversation.setAttribute('role', 'log');
    conversation.setAttribute('aria-live', 'off');
    conversation.tabIndex = 0;
    conversation.setAttribute('aria-label', words('conversation'));
  }

  connect(store: PageStore): void {
    this.store = store;
    this.unsubscribe?.();
    this.conversation.connect(store, this.say);
    this.finder = new Finder(this.conversation, store.find, (state) => (this.findState = state));
    this.unsubscribe = store.subscribe((change) => this.onChange(change, store));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // In the capture phase: before the field or button that has the focus makes something else of the key. On the window:
    // nothing may have the focus.
    window.addEventListener('keydown', this.onKey, { capture: true });
    this.wordCards.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey, { capture: true });
    this.wordCards.disconnect();
  }

  protected override updated(): void {
    if (this.store !== undefined) render(this.screen(this.store), this.conversation.tail);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { store } = this;
    if (store === undefined) return nothing;
    const canCompose = store.failure === undefined;
    return html`<main class="page">
      ${this.header(store)} ${readOnlyBar(store.access, store)} ${this.findBar()} ${this.conversation}
      ${this.jump.render()} ${canCompose ? this.composerPart(store) : nothing}
      <div class="announcer unseen" role="status" aria-live="polite"></div>
    </main>`;
  }

  private header(store: PageStore): TemplateResult {
    const isEmpty = store.turns.size === 0;
    const copy = (): void => {
      store.host.post({ type: 'copyConversation', column: store.columnId });
      this.say(words('conversationCopied'));
      this.showCopied();
    };
    const [copyIcon, copyTitle] = this.hasCopied ? ['check', words('copied')] : ['copy', words('copyConversation')];
    return html`<header class="bar">
      <h1>${words('heading')}</h1>
      <span class="session-title" data-testid="session-title">${isEmpty ? '' : store.title}</span>
      <div class="bar-buttons">
        ${toolButton('find', 'search', words('find'), isEmpty, () => this.openFind())}
        ${toolButton('copy-conversation', copyIcon, copyTitle, isEmpty, copy)}
        <vscode-button
          secondary
          icon="add"
          data-testid="new-session"
          ?disabled=${isEmpty}
          @click=${() => store.host.post({ type: 'newSession' })}
          >${words('newSession')}</vscode-button
        >
      </div>
    </header>`;
  }

  /** For a moment, where the button was pressed. */
  private showCopied(): void {
    this.hasCopied = true;
    this.requestUpdate();
    setTimeout(() => {
      this.hasCopied = false;
      this.requestUpdate();
    }, 2_000);
  }

  private findBar(): TemplateResult | typeof nothing {
    if (!this.finding) return nothing;
    return html`<ai-find-bar
      .state=${this.findState}
      .search=${(query: string) => this.finder?.search(query)}
      .step=${(by: 1 | -1) => this.finder?.step(by)}
      .again=${() => this.finder?.again()}
      .close=${() => this.closeFind()}
    ></ai-find-bar>`;
  }

  /** What stands in place of turns, or below them. */
  private screen(store: PageStore): TemplateResult | typeof nothing {
    if (store.failure !== undefined) return failureScreen(store.failure, store.tryAgain);
    if (!store.loaded || store.turns.size > 0) return nothing;
    if (store.isPocketOnly) return pocketScreen((question) => this.sendExample(question, store), store.host.post);
    return emptyConversation(store.hasOwnProvider, store.host.post);
  }

  /** An example is sent as if it had been typed. */
  private sendExample(question: string, store: PageStore): void {
    store.edit({ message: question });
    void this.updateComplete.then(() => this.composer?.send());
  }

  private composerPart(store: PageStore): TemplateResult {
    return html`<ai-composer
      .store=${store}
      .draft=${store.draft}
      .providers=${store.providers}
      .turns=${[...store.turns.values()]}
      .streaming=${store.streaming !== undefined}
      .disabledWhy=${whyReadOnly(store.access)}
      .notSent=${this.notSent}
      .say=${this.say}
    ></ai-composer>`;
  }

  private readonly say = (text: string): void => this.announcer.say(text);

  private get composer(): Composer | null {
    // Asked with every key: a selector would go through all that the conversation has drawn.
    const parts = this.firstElementChild?.children ?? [];
    return ([...parts].find(({ localName }) => localName === 'ai-composer') as Composer | undefined) ?? null;
  }

  private onChange(change: Change, store: PageStore): void {
    this.conversation.update(change);
    switch (change.type) {
      case 'focusMessage':
        void this.updateComplete.then(() => this.composer?.focusMessage());
        return;
      case 'word':
        return this.wordCards.receive(change.message);
      case 'notSent':
        this.notSent = change.notSent;
        return change.notSent && this.say(change.notSent.reason);
      case 'bodies':
        return;
      case 'grew':
        this.jump.news();
        return this.announcer.update(store.streaming, store.turns);
      case 'draft':
        if (this.composer !== null) this.composer.draft = store.draft;
        return;
      case 'all':
      case 'turn':
        if (change.type === 'turn') this.jump.news();
        else this.jump.look();
        this.notSent = undefined;
        this.announcer.update(store.streaming, store.turns);
        this.finder?.refresh();
        return this.requestUpdate();
      case 'frame':
        return this.requestUpdate();
    }
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    // An input method composes a character with these keys: they are not for us.
    if (event.isComposing) return;
    // Before Escape stops an answer: it takes the card away that stands above it.
    if (this.wordCards.takesKey(event)) return consume(event);
    const command = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && command) {
      consume(event);
      this.composer?.send();
    } else if (event.key.toLowerCase() === 'f' && command && !event.altKey && !event.shiftKey) {
      consume(event);
      this.openFind();
    } else if (event.key === 'F3') {
      consume(event);
      if (this.finding) this.finder?.step(event.shiftKey ? -1 : 1);
      else this.openFind();
    } else if (event.key === 'Escape' && isIn(event.target, 'ai-find-bar')) {
      consume(event);
      this.closeFind();
    } else if (event.key === 'Escape' && !isIn(event.target, 'vscode-single-select[open]') && this.isStreaming) {
      consume(event);
      this.composer?.stop();
    } else if (event.key === ' ' && isIn(event.target, 'vscode-button')) {
      event.preventDefault(); // Presses the button; without this the conversation scrolls as well.
    }
  };

  private get isStreaming(): boolean {
    return this.store?.streaming !== undefined;
  }

  private openFind(): void {
    if (this.store === undefined || this.store.turns.size === 0) return;
    const selected = document.getSelection()?.toString() ?? '';
    this.finding = true;
    void this.updateComplete.then(async () => {
      const bar = this.querySelector<FindBar>('ai-find-bar');
      await bar?.updateComplete;
      bar?.begin(selected.includes('\n') || selected.length > 200 ? '' : selected);
      bar?.focus();
    });
  }

  private closeFind(): void {
    this.finding = false;
    this.finder?.stop();
    this.conversation.focus({ preventScroll: true });
  }
}
customElements.define('ai-playground', Playground);

const toolButton = (testId: string, icon: string, name: string, disabled: boolean, onClick: () => void) =>
  html`<vscode-button
    secondary
    icon-only
    icon=${icon}
    data-testid=${testId}
    aria-label=${name}
    title=${name}
    ?disabled=${disabled}
    @click=${onClick}
  ></vscode-button>`;

/** Also keeps the key from VS Code, which sees the keys of a webview once they have bubbled to its window. */
function consume(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

const isIn = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;
