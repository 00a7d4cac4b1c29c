import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { consume, isComposing, isIn } from '../shared/keys';
import { LightElement } from '../shared/lightElement';
import type { Measured } from '../../core/playground/playgroundProtocol';
import { maxColumns } from '../../core/playground/session/sessionSchema';
import { words } from '../shared/strings';
import { WordCards } from '../shared/wordCard';
import { Announcer } from './announcer';
import { iconButton } from '../shared/iconButton';
import { button } from './buttons';
import { Columns } from './columns';
import type { ColumnStore } from './columnStore';
import { ColumnView } from './columnView';
import { Composer } from './composer';
import { FindInColumn } from './findInColumn';
import { totalsLine } from './measure';
import { emptyConversation, failureScreen, pocketScreen } from './firstScreen';
import { KeptFocus, isLost } from './keptFocus';
import { hasToolParts, loadToolParts } from './laterParts';
import type { PageChange, PageStore } from './pageStore';
import { readOnlyBar } from './readOnlyBar';

/** Milliseconds in which announcements of several columns are gathered. */
const gatherMs = 150;

/** The page. */
export class PlaygroundPage extends LightElement {
  static override properties = { hasCopied: { state: true } };
  /** Whether the conversation was just copied: for a moment after the button was pressed. */
  declare private hasCopied: boolean;

  /** The last measurement of any column. */
  private measured: Measured | undefined;
  // The page is there before what it shows: all of these are made in `connect`.
  declare store: PageStore;
  declare private columns: Columns;
  declare private composer: Composer;
  declare private wordCards: WordCards;

  private readonly finding = new FindInColumn({
    columns: () => this.columns,
    draw: () => {
      this.requestUpdate();
      return this.updateComplete;
    },
  });
  private readonly keptFocus = new KeptFocus(this, () => this.composer.focusMessage());
  private readonly announcer = new Announcer((text) => {
    // A live region has to be there before its text: words of the first moment wait for it.
    void this.updateComplete.then(() => {
      const region = this.querySelector('.announcer');
      if (region !== null) region.textContent = text;
    });
  });

  /** Connects the page. Call it once, before the page is drawn for the first time. */
  connect(store: PageStore): void {
    this.store = store;
    const columns = new Columns((column) => this.newColumn(column));
    columns.showAll(store.columns);
    this.columns = columns;
    this.composer = new Composer({
      store,
      settingsOf: (column) => this.viewOf(column).settings,
      show: (column) => columns.select(this.viewOf(column)),
      current: () => columns.current.store,
      measuredOf: (column) => this.viewOf(column).measure.now,
      say: this.say,
      toLast: () => columns.current.conversation.turnFocus.toLast(),
    });
    store.onChange = (change) => this.onChange(change);
    this.wordCards = new WordCards({
      host: store.host,
      texts: () => [...columns.querySelectorAll('ai-answer-text, ai-plain-text')],
      top: () => columns.current.conversation.getBoundingClientRect().top,
      announce: this.say,
    });
    // The card of a word hears of keys first: it takes Escape, which otherwise stops an answer.
    this.wordCards.connect();
    this.keptFocus.connect();
    // Listens in the capture phase, before the focused field or button makes something else of the key. Listens
    // on the window, as nothing may have the focus.
    window.addEventListener('keydown', this.onKey, { capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey, { capture: true });
    this.wordCards.disconnect();
    this.keptFocus.disconnect();
  }

  /** Drafts that were kept are drawn at once, so the code that draws their tools and schemas is loaded first. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated && this.store.columns.some(({ draft }) => hasToolParts(draft))) await loadToolParts();
    await super.scheduleUpdate();
  }

  protected override updated(): void {
    this.composer.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { store } = this;
    return html`<main class="page">
      ${this.header()} ${readOnlyBar(store)} ${this.finding.bar ?? nothing} ${this.columns}
      ${this.canCompose ? this.composer : nothing}
      <div class="announcer unseen" role="status" aria-live="polite"></div>
    </main>`;
  }

  private get canCompose(): boolean {
    return this.store.failure === undefined;
  }

  private header(): TemplateResult {
    const { store } = this;
    const { isEmpty } = store;
    // A session keeps what was taken out of it as long as that can be undone.
    const isBlank = isEmpty && store.undoable === undefined;
    const copy = (): void => {
      store.host.post({ type: 'copyConversation', column: this.columns.current.store.columnId });
      this.say(words('conversationCopied'));
      this.hasCopied = true;
      setTimeout(() => (this.hasCopied = false), 2_000);
    };
    const add = (): void => store.addColumn(this.columns.current.store);
    const diff = (): void => store.host.post({ type: 'diffAnswers', column: this.columns.current.store.columnId });
    const showBranches = (): void =>
      store.host.post({ type: 'showBranches', column: this.columns.current.store.columnId });
    const isFull = store.columns.length >= maxColumns;
    const addTitle = isFull ? words('mostColumns', maxColumns) : words('addColumn');
    const startNew = (): void => store.host.post({ type: 'newSession' });
    const [copyIcon, copyTitle] = this.hasCopied ? ['check', words('copied')] : ['copy', words('copyConversation')];
    return html`<header class="bar">
      <h1>${words('heading')}</h1>
      <span class="session-title" data-testid="session-title">${isBlank ? '' : store.title}</span>
      ${this.totals()}
      <div class="bar-buttons">
        ${iconButton('find', 'search', words('find'), () => this.finding.open(), isEmpty)}
        ${iconButton('copy-conversation', copyIcon, copyTitle, copy, isEmpty)}
        ${store.isLone ? nothing : iconButton('diff-answers', 'diff', words('diffAnswers'), diff, isEmpty)}
        ${iconButton('branches', 'git-branch', words('showBranches'), showBranches, !store.loaded)}
        ${iconButton('add-column', 'split-horizontal', addTitle, add, isFull || !store.canWrite)}
        ${button('new-session', words('newSession'), startNew, { icon: 'add', disabled: isBlank && store.isLone })}
      </div>
    </header>`;
  }

  /** Draws the totals of the column that was used last, and of the session as last measured in any column. */
  private totals(): TemplateResult | typeof nothing {
    const { measure, store } = this.columns.current;
    const measured = measure.now && { ...measure.now, ...this.measured, column: measure.now.column };
    return totalsLine(measured, this.store.isLone ? undefined : store.number);
  }

  private newColumn(column: ColumnStore): ColumnView {
    return new ColumnView(column, {
      screenOf: (shown) => this.screenOf(shown),
      say: this.say,
      sayIn: (view, text) => this.sayIn(view, text),
      remove: (shown) => this.store.removeColumn(shown),
      measured: (measured) => {
        this.measured = measured;
        this.requestUpdate();
      },
      focusMessage: () => this.composer.focusMessage(),
      found: (state) => this.finding.found(state),
    });
  }

  private viewOf(column: ColumnStore): ColumnView {
    return this.columns.view(column.columnId) ?? this.columns.current;
  }

  /** Draws the words in place of turns, or below them. */
  private screenOf(column: ColumnStore): TemplateResult | typeof nothing {
    const { store } = this;
    if (store.failure !== undefined) return failureScreen(store.failure, () => store.host.askForSnapshot());
    if (!store.loaded || column.turns.size > 0) return nothing;
    if (column.isPocketOnly) return pocketScreen((question) => this.sendExample(question), store.host.post);
    return emptyConversation(store.hasOwnProvider, store.host.post);
  }

  /** Sends an example as if the user had typed it. */
  private sendExample(question: string): void {
    this.store.editMessage(question);
    this.composer.send();
  }

  private readonly say = (text: string): void => this.announcer.say(text);

  /** Announces a text, named after its column if there are several. Gathers simultaneous texts, so that none is talked over. */
  private sayIn({ store: { name } }: ColumnView, text: string): void {
    if (this.store.isLone) return this.say(text);
    this.waiting.push(words('columnName', name, text));
    if (this.waiting.length > 1) return;
    setTimeout(() => this.say(this.waiting.splice(0).join('. ')), gatherMs);
  }
  private readonly waiting: string[] = [];

  private onChange(change: PageChange): void {
    if ('column' in change) {
      this.columns.view(change.column)?.show(change);
      if (change.type === 'grew' || change.type === 'bodies') return;
      this.composer.requestUpdate();
      if (change.type === 'turn' || change.type === 'turns') this.turnsChanged();
      if (change.type === 'draft') this.draftChanged(change.column);
      return;
    }
    switch (change.type) {
      case 'focusMessage':
        void this.updateComplete.then(() => this.composer.focusMessage());
        return;
      case 'word':
        return this.wordCards.receive(change.message);
      case 'showMatch':
        return this.finding.lead(change.match);
      case 'all':
        this.showColumns();
        break;
      case 'frame':
    }
    for (const view of this.columns.all) view.show(change);
    this.requestUpdate();
  }

  /** Updates what a draft changes: columns are named after their models, and the message is part of each next request. */
  private draftChanged(columnId: string): void {
    this.columns.requestUpdate();
    if (columnId !== this.store.main.columnId) return;
    for (const { measure, store } of this.columns.all) if (store !== this.store.main) measure.later();
  }

  /** Updates the page when an answer begins or ends: columns can go on, tabs say so, and there is text to find and copy. */
  private turnsChanged(): void {
    if (!this.store.isLone) {
      for (const { conversation } of this.columns.all) conversation.refreshContext();
      this.columns.requestUpdate();
    }
    this.requestUpdate();
  }

  private showColumns(): void {
    const { store, columns } = this;
    const before = columns.all.length;
    const focused = document.activeElement;
    const [lone] = columns.all;
    if (before === 1 && lone?.settings.contains(focused)) lone.settings.keepOpen();
    const neighbour = columns.showAll(store.columns);
    this.finding.look();
    if (store.loaded && before > 0 && columns.all.length > before) this.say(words('columnAdded', columns.all.length));
    // With a second column the settings get another place, which takes the focus from them.
    this.requestUpdate();
    void this.updateComplete.then(async () => {
      await Promise.all([columns.updateComplete, this.composer.updateComplete]);
      await Promise.all(columns.all.map((view) => view.updateComplete));
      if (!isLost()) return;
      if (neighbour) neighbour.focusHead();
      else if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
    });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    // An input method composes a character with these keys, so they are not for the page.
    if (isComposing(event)) return;
    const command = event.ctrlKey || event.metaKey;
    // These keys are for the message that is edited, or for results of tools.
    if (['Enter', 'Escape'].includes(event.key) && isIn(event.target, '.message-editor, .tool-results')) return;
    if (event.key === 'Enter' && (command || (event.altKey && !this.store.isLone))) {
      consume(event);
      if (this.canCompose) this.composer.send(event.altKey ? 'current' : undefined);
    } else if (event.key.toLowerCase() === 'f' && command && !event.altKey && !event.shiftKey) {
      consume(event);
      this.finding.open();
    } else if (event.key === 'F3') {
      consume(event);
      this.finding.step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape' && isIn(event.target, 'ai-find-bar')) {
      consume(event);
      this.finding.close();
    } else if (event.key === 'Escape' && !isIn(event.target, 'vscode-single-select[open]') && this.store.isStreaming) {
      consume(event);
      if (this.canCompose) this.stop(event);
    } else if (event.key === ' ' && isIn(event.target, 'vscode-button')) {
      event.preventDefault(); // Presses the button; without this the conversation scrolls as well.
    }
  };

  /** Stops the column that has the focus, or all columns. */
  private stop({ target }: Event): void {
    const view = this.columns.all.find((one) => target instanceof Node && one.contains(target));
    if (view?.isStreaming) view.store.stop();
    else this.composer.stop();
  }
}
customElements.define('ai-playground', PlaygroundPage);
