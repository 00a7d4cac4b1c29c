import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formatCount } from '../../core/base/numbers';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';
import type { FindState } from './finder';

/** Milliseconds after a keystroke until the host is asked. */
const debounceMs = 150;

/** Where the text to find is typed, and which match is shown. */
export class FindBar extends LightElement {
  static override properties = { state: { attribute: false } };
  declare state: FindState;
  /** Set by the page before the bar is shown. */
  search: (query: string) => void = () => undefined;
  step: (by: 1 | -1) => void = () => undefined;
  again: () => void = () => undefined;
  close: () => void = () => undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.state = { query: '', total: 0, at: 0 };
    this.addEventListener('keydown', (event) => this.onKey(event));
  }

  override focus(): void {
    const input = this.input;
    input?.focus();
    input?.select();
  }

  /** Looks for `query` at once, where there is one. */
  begin(query: string): void {
    if (query === '' || this.input === null) return;
    this.input.value = query;
    this.search(query);
  }

  protected override render(): TemplateResult {
    const hasFailed = this.state.failure !== undefined;
    return html`<div class="find" role="search" aria-label=${words('find')}>
      <input
        type="text"
        data-testid="find-input"
        aria-label=${words('findPlaceholder')}
        placeholder=${words('findPlaceholder')}
        spellcheck="false"
        autocomplete="off"
        maxlength="1000"
        aria-describedby="find-count"
        @input=${() => this.onInput()}
      />
      <span
        id="find-count"
        class=${hasFailed ? 'find-count find-failure' : 'find-count'}
        role="status"
        data-testid="find-count"
        >${this.countWords()}</span
      >
      ${hasFailed ? this.button('find-again', 'refresh', 'tryAgain', () => this.again(), false) : nothing}
      ${this.button('find-previous', 'arrow-up', 'findPrevious', () => this.go(-1))}
      ${this.button('find-next', 'arrow-down', 'findNext', () => this.go(1))}
      ${this.button('find-close', 'close', 'findClose', () => this.close(), false)}
    </div>`;
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  private button(testId: string, icon: string, name: StringId, onClick: () => void, needsMatch = true): TemplateResult {
    return html`<vscode-button
      secondary
      icon-only
      icon=${icon}
      data-testid=${testId}
      aria-label=${words(name)}
      title=${words(name)}
      ?disabled=${needsMatch && !this.state.total}
      @click=${onClick}
    ></vscode-button>`;
  }

  private countWords(): string {
    const { query, total, at, failure } = this.state;
    if (query === '') return '';
    if (failure !== undefined) return failure;
    if (total === undefined) return words('findSearching');
    return total === 0 ? words('findNone') : words('findCount', formatCount(at), formatCount(total));
  }

  private onInput(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.searchNow(), debounceMs);
  }

  private searchNow(): void {
    clearTimeout(this.timer);
    const query = this.input?.value ?? '';
    if (query !== this.state.query) this.search(query);
  }

  private go(by: 1 | -1): void {
    if ((this.input?.value ?? '') === this.state.query) this.step(by);
    else this.searchNow();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.key !== 'Enter' || event.target !== this.input) return;
    event.preventDefault();
    event.stopPropagation();
    this.go(event.shiftKey ? -1 : 1);
  }
}
customElements.define('ai-find-bar', FindBar);
