import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import type { Measured } from '../../core/playground/playgroundProtocol';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import { drawnEvent } from '../shared/answerText';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/strings';
import { iconButton } from '../shared/iconButton';
import { AnswerWatch } from './announcer';
import { statusWords } from './answerStats';
import { ColumnSettings } from './columnSettings';
import type { ColumnStore } from './columnStore';
import { Conversation } from './conversation';
import { Finder } from './finder';
import type { FindState } from './finder';
import { JumpToLatest } from './jumpToLatest';
import { Measure, sizeLine } from './measure';
import { overflowNote } from './overflowNote';
import type { PageChange } from './pageStore';

/** The page, as a column of it sees it. */
interface ColumnPage {
  /** Returns the words in place of turns, or below them. */
  readonly screenOf: (column: ColumnStore) => TemplateResult | typeof nothing;
  readonly say: (text: string) => void;
  /** Works as `say`, together with what other columns say in the same moment. */
  readonly sayIn: (column: ColumnView, text: string) => void;
  readonly found: (state: FindState) => void;
  readonly remove: (column: ColumnStore) => void;
  readonly measured: (measured: Measured | undefined) => void;
  readonly focusMessage: () => void;
}

const endIcons: Readonly<Record<NonNullable<TurnHead['status']>, string | undefined>> = {
  streaming: undefined,
  done: 'check',
  stopped: 'debug-stop',
  failed: 'error',
};

/** A column: its conversation, and above it, if there are several, its provider and model. */
export class ColumnView extends LightElement {
  readonly conversation: Conversation;
  readonly settings: ColumnSettings;
  readonly finder: Finder;
  readonly measure: Measure;
  private readonly jump: JumpToLatest;
  private readonly watch: AnswerWatch;
  private shownState = '';
  private stopHadFocus = false;

  constructor(
    readonly store: ColumnStore,
    private readonly page: ColumnPage,
  ) {
    super();
    this.watch = new AnswerWatch((text) => page.sayIn(this, text));
    this.settings = new ColumnSettings(store);
    this.conversation = new Conversation(store, page.say);
    this.conversation.className = 'transcript';
    this.conversation.setAttribute('role', 'log');
    this.conversation.setAttribute('aria-live', 'off');
    this.conversation.tabIndex = 0;
    this.jump = new JumpToLatest(this.conversation, () => this.requestUpdate());
    this.measure = new Measure(store, () => {
      this.requestUpdate();
      page.measured(this.measure.now);
    });
    this.finder = new Finder(this.conversation, store.find, page.found);
    this.addEventListener(drawnEvent, () => this.finder.drawn());
    this.conversation.addEventListener('focusin', bringFocusInSight);
  }

  get isStreaming(): boolean {
    return this.store.streaming !== undefined;
  }

  /** The state of the last answer in words. Empty if nothing was asked. */
  get state(): string {
    const { streaming, last } = this.store;
    const turn = streaming ?? last;
    return turn ? statusWords(turn) : '';
  }

  /** The icon for how the last answer ended. `undefined` while an answer comes, or if nothing was asked. */
  get endIcon(): string | undefined {
    const { last } = this.store;
    return this.isStreaming || !last?.status ? undefined : endIcons[last.status];
  }

  get nameWithState(): string {
    const { number, draft, provider } = this.store;
    const what = [draft.model.trim(), provider?.name, this.state].filter(Boolean).join(', ');
    return words('columnName', number, what);
  }

  focusHead(): void {
    this.settings.querySelector<HTMLElement>('[data-testid="settings"]')?.focus();
  }

  /** Leaves the conversation. Call it when the column is taken out. */
  leave(): void {
    this.conversation.leave();
  }

  /** Draws what changed. */
  show(change: PageChange): void {
    this.conversation.update(change);
    if (mayChangeSize(change, this.store)) this.measure.later();
    switch (change.type) {
      case 'all':
        this.settings.begin();
        this.jump.look();
        return this.turnsChanged();
      case 'turns':
        this.jump.look();
        return this.turnsChanged();
      case 'turn':
        this.jump.news();
        return this.turnsChanged();
      case 'grew':
        this.jump.news();
        if (!this.store.page.isLone && this.state !== this.shownState) this.requestUpdate();
        return this.watch.look(this.store.streaming, this.store.turns);
      case 'frame':
        this.settings.requestUpdate();
        return this.requestUpdate();
      case 'draft':
        this.conversation.querySelector<LightElement>('ai-tool-results')?.requestUpdate();
        this.settings.requestUpdate();
        return this.requestUpdate();
      case 'notSent':
        if (this.store.notSent) this.page.say(this.store.notSent.reason);
        return this.settings.requestUpdate();
      case 'bodies':
      case 'focusMessage':
      case 'word':
      case 'showMatch':
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

  protected override willUpdate(): void {
    const stop = this.querySelector('[data-testid="stop-column"]');
    this.stopHadFocus = stop !== null && stop === document.activeElement;
  }

  protected override updated(): void {
    if (this.stopHadFocus && !this.isStreaming) this.page.focusMessage();
    render(this.page.screenOf(this.store), this.conversation.tail);
  }

  protected override render(): TemplateResult {
    const { isLone } = this.store.page;
    const label = isLone ? words('conversation') : `${words('conversation')} ${this.store.name}`;
    this.conversation.setAttribute('aria-label', label);
    // With only one column, the size stands beside Send.
    const { now } = this.measure;
    const size = isLone ? nothing : html`${overflowNote(now, this.store)} ${sizeLine(now)}`;
    return html`${isLone ? nothing : this.head()} ${this.conversation} ${this.jump.render()} ${size}`;
  }

  private head(): TemplateResult {
    const { store, state } = this;
    this.shownState = state;
    const { number, canWrite } = store;
    return html`<header class="column-head">
      <div class="column-bar">
        <span class="column-number" aria-hidden="true">${number}</span>
        <span class="column-state" data-testid="column-state">
          ${this.isStreaming ? html`<span class="pulse"></span>` : nothing}${state}
        </span>
        ${
          this.isStreaming && canWrite
            ? iconButton('stop-column', 'debug-stop', words('stopColumn', number), store.stop)
            : nothing
        }
        ${iconButton('remove-column', 'close', words('removeColumn', number), () => this.page.remove(store), !canWrite)}
      </div>
      ${this.settings}
    </header>`;
  }
}
/** Milliseconds for which a control that got the focus by key is kept in sight while its surroundings are drawn. */
const bringsFor = 1_000;
/** Events after which the user looks elsewhere. */
const handMoves = ['keydown', 'wheel', 'pointerdown', 'touchmove'] as const;

/**
 * Keeps a control in sight that got the focus by key. The browser scrolls to it, but a moment
 * later drawing may move it out of sight again.
 */
function bringFocusInSight({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement) || target.matches('.transcript') || !target.matches(':focus-visible')) return;
  const end = performance.now() + bringsFor;
  const over = new AbortController();
  const options = { capture: true, passive: true, signal: over.signal };
  for (const type of handMoves) document.addEventListener(type, () => over.abort(), options);
  const bring = (): void => {
    if (!target.matches(':focus') || performance.now() > end) over.abort();
    if (over.signal.aborted) return;
    target.scrollIntoView({ block: 'nearest' });
    requestAnimationFrame(bring);
  };
  requestAnimationFrame(() => requestAnimationFrame(bring));
}

/** Whether the size of the next request, or what the answers have used, may have changed. */
const mayChangeSize = ({ type }: PageChange, { streaming }: ColumnStore): boolean =>
  ['draft', 'all', 'turns', 'frame'].includes(type) || (type === 'turn' && streaming === undefined);

customElements.define('ai-column', ColumnView);
