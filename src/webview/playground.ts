import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { streamingTurn } from '../core/playground/session';
import { Announcer } from './announcer';
import { drawnEvent } from './answerText';
import './composer';
import type { Composer } from './composer';
import { emptyConversation, firstScreen } from './firstScreen';
import { LightElement } from './lightElement';
import type { Change, PlaygroundStore } from './store';
import { FrameThrottle } from './streaming';
import './turnView';

/** Pixels from the end of the conversation within which the user counts as being at the end. */
const nearEnd = 40;

/** The page. */
export class Playground extends LightElement {
  static override properties = { store: { attribute: false } };
  declare store: PlaygroundStore | undefined;

  private readonly announcer = new Announcer((text) => {
    // A live region has to be there before its text: words of the first moment wait for it.
    void this.updateComplete.then(() => {
      const region = this.querySelector('.announcer');
      if (region !== null) region.textContent = text;
    });
  });
  private readonly throttle = new FrameThrottle(() => this.requestUpdate());
  /** The user looks at the end of the conversation: it is kept in sight while it grows. */
  private atEnd = true;
  private lastTurnId: string | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor() {
    super();
    // In the capture phase: before the field or button that has the focus makes something else of the key.
    this.addEventListener('keydown', (event) => this.onKey(event), { capture: true });
    this.addEventListener(drawnEvent, () => this.keepEndInSight());
  }

  connect(store: PlaygroundStore): void {
    this.store = store;
    this.unsubscribe?.();
    this.unsubscribe = store.subscribe((change) => this.onChange(change, store));
  }

  protected override updated(): void {
    // The turns render after this element: only the next frame knows how tall they are.
    requestAnimationFrame(() => this.keepEndInSight());
  }

  protected override render(): TemplateResult | typeof nothing {
    const { store } = this;
    if (store === undefined) return nothing;
    const noProvider = store.loaded && store.providers.length === 0;
    return html`<main class="page">
      <header class="bar">
        <h1>Model Playground</h1>
        <vscode-button
          secondary
          icon="clear-all"
          data-testid="clear"
          ?disabled=${store.session.turns.length === 0}
          @click=${() => store.host.post({ type: 'clear' })}
          >Clear</vscode-button
        >
      </header>
      <div
        class="transcript"
        role="log"
        aria-live="off"
        aria-label="Conversation"
        tabindex="0"
        @scroll=${(event: Event) => this.onScroll(event)}
      >
        ${this.turns(store)} ${noProvider ? firstScreen(store.presets, store.host.post) : nothing}
      </div>
      ${
        noProvider
          ? nothing
          : html`<ai-composer
              .store=${store}
              .draft=${store.draft}
              .providers=${store.providers}
              .streaming=${streamingTurn(store.session) !== undefined}
              .say=${this.say}
            ></ai-composer>`
      }
      <div class="announcer" role="status" aria-live="polite"></div>
    </main>`;
  }

  private turns(store: PlaygroundStore): unknown {
    const { turns } = store.session;
    if (turns.length === 0) return store.loaded && store.providers.length > 0 ? emptyConversation() : nothing;
    const busy = streamingTurn(store.session) !== undefined;
    return repeat(
      turns,
      ({ id }) => id,
      (turn) => html`<ai-turn .turn=${turn} .busy=${busy} .post=${store.host.post} .say=${this.say}></ai-turn>`,
    );
  }

  private readonly say = (text: string): void => this.announcer.say(text);

  private get composer(): Composer | null {
    return this.querySelector<Composer>('ai-composer');
  }

  private onChange(change: Change, store: PlaygroundStore): void {
    if (change === 'focusMessage') {
      void this.updateComplete.then(() => this.composer?.focusMessage());
      return;
    }
    this.announcer.update(store.session);
    const last = store.session.turns.at(-1)?.id;
    if (last !== this.lastTurnId) this.atEnd = true; // Asked just now: the answer is what the user wants to see.
    this.lastTurnId = last;
    if (change === 'answer') this.throttle.request();
    else this.requestUpdate();
  }

  private onKey(event: KeyboardEvent): void {
    // An input method composes a character with these keys: they are not for us.
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      consume(event);
      this.composer?.send();
    } else if (event.key === 'Escape' && !isOpenSelect(event.target) && this.isStreaming) {
      consume(event);
      this.composer?.stop();
    } else if (event.key === ' ' && event.target instanceof Element && event.target.matches('vscode-button')) {
      event.preventDefault(); // Presses the button; without this the conversation scrolls as well.
    }
  }

  private get isStreaming(): boolean {
    return this.store !== undefined && streamingTurn(this.store.session) !== undefined;
  }

  private onScroll(event: Event): void {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget as HTMLElement;
    this.atEnd = scrollHeight - scrollTop - clientHeight < nearEnd;
  }

  private keepEndInSight(): void {
    const transcript = this.querySelector('.transcript');
    const isEmpty = this.store === undefined || this.store.session.turns.length === 0;
    if (this.atEnd && !isEmpty && transcript !== null) transcript.scrollTop = transcript.scrollHeight;
  }
}
customElements.define('ai-playground', Playground);

/** Also keeps the key from VS Code, which sees the keys of a webview once they have bubbled to its window. */
function consume(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

const isOpenSelect = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('vscode-single-select[open]');
