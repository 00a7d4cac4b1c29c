import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formatCount } from '../../core/base/numbers';
import { iconButton } from '../shared/iconButton';
import { isComposing } from '../shared/keys';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/strings';
import type { Finder, FindPlace, FindState } from './finder';

/** Milliseconds after a keystroke until the host is asked. */
const debounceMs = 150;

/** The field for the text to find, with the number of the match that is shown. */
export class FindBar extends LightElement {
  static override properties = { state: { attribute: false } };
  declare state: FindState;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly finder: Finder,
    /** Names the column that is searched, where there are several. */
    private readonly where: () => string,
    private readonly close: () => void,
  ) {
    super();
    this.state = { query: '', total: 0, at: 0 };
    this.addEventListener('keydown', (event) => this.onKey(event));
  }

  override focus(): void {
    const input = this.input;
    input?.focus();
    input?.select();
  }

  /** Looks for `query` at once, if it is not empty. @param place a place where it is known to stand */
  begin(query: string, place?: FindPlace): void {
    if (query === '' || this.input === null) return;
    this.input.value = query;
    this.finder.search(query, place);
  }

  protected override render(): TemplateResult {
    const where = this.where();
    const hasNone = !this.state.total;
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
        aria-describedby="find-where find-count"
        @input=${() => this.onInput()}
      />
      ${
        where === ''
          ? nothing
          : html`<span id="find-where" class="find-where" data-testid="find-where">${words('findWhere', where)}</span>`
      }
      <span
        id="find-count"
        class=${hasFailed ? 'find-count find-failure' : 'find-count'}
        role="status"
        data-testid="find-count"
        >${this.countWords()}</span
      >
      ${hasFailed ? iconButton('find-again', 'refresh', words('tryAgain'), () => this.again()) : nothing}
      ${iconButton('find-previous', 'arrow-up', words('findPrevious'), () => this.go(-1), hasNone)}
      ${iconButton('find-next', 'arrow-down', words('findNext'), () => this.go(1), hasNone)}
      ${iconButton('find-close', 'close', words('findClose'), this.close)}
    </div>`;
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector('input');
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
    if (query !== this.state.query) this.finder.search(query);
  }

  /** Searches again. The pressed button goes away, so the focus moves on to the text. */
  private again(): void {
    this.input?.focus();
    this.finder.again();
  }

  private go(by: 1 | -1): void {
    if ((this.input?.value ?? '') === this.state.query) this.finder.step(by);
    else this.searchNow();
  }

  private onKey(event: KeyboardEvent): void {
    if (isComposing(event) || event.key !== 'Enter' || event.target !== this.input) return;
    event.preventDefault();
    event.stopPropagation();
    this.go(event.shiftKey ? -1 : 1);
  }
}
customElements.define('ai-find-bar', FindBar);
