import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { maxText } from '../../core/lab/labPlace';
import { words } from '../shared/labStrings';
import { asideOf } from './labState';
import type { Lab } from './lab';

/**
 * The field with the text of a station, and the buttons that bring other texts. A text that is too long is refused as a whole.
 */
export class TextField {
  constructor(
    private readonly lab: Lab,
    private readonly root: ParentNode,
  ) {}

  /** Draws the field, in one line if little is in sight at once. */
  draw(isShort: boolean): TemplateResult {
    const { lab } = this;
    const { isOwn, isGiven } = lab.state;
    const label = isGiven === true ? 'labGivenText' : isOwn ? 'labYourText' : 'labExample';
    return html`<div class="text">
        <label for="text">${words(label)}</label>
        ${asideOf(lab.state).length > 0 ? this.textButton('own-text', words('labBackToText'), () => lab.backToText()) : nothing}
        ${isOwn ? this.textButton('use-example', words('labUseExample'), () => lab.useExample()) : nothing}
        <textarea
          id="text"
          rows=${isShort ? 1 : 2}
          spellcheck="false"
          .value=${live(lab.text)}
          @beforeinput=${this.beforeInput}
          @input=${this.onInput}
        ></textarea>
      </div>
      ${
        lab.refused === undefined
          ? nothing
          : html`<div class="problem" role="alert" data-testid="refused"><p>${lab.refused}</p></div>`
      }`;
  }

  /**
   * Draws a button that brings another text. The button goes away with that, so the focus goes to the text: the
   * keyboard would otherwise begin at the top of the page.
   */
  private textButton(id: string, label: string, bring: () => void): TemplateResult {
    const press = (): void => {
      bring();
      this.root.querySelector<HTMLElement>('#text')?.focus();
    };
    return html`<button type="button" class="link" data-testid=${id} @click=${press}>${label}</button>`;
  }

  /** Refuses a text before it is in the field, as laying out a megabyte takes longer than the page may stand still. */
  private readonly beforeInput = (event: InputEvent): void => {
    const length = lengthAfter(event.target as HTMLTextAreaElement, event);
    if (length <= maxText || !event.cancelable) return;
    event.preventDefault();
    this.lab.refuseText(length);
  };

  private readonly onInput = ({ target }: Event): void => {
    const { value } = target as HTMLTextAreaElement;
    // An input method cannot be stopped before it has written: the field goes back to what it had.
    if (value.length > maxText) this.lab.refuseText(value.length);
    else this.lab.setText(value);
  };
}

/** Returns the length of the field after the event, in UTF-16 code units. */
function lengthAfter({ value, selectionStart, selectionEnd }: HTMLTextAreaElement, event: InputEvent): number {
  const { inputType, data, dataTransfer } = event;
  const put = inputType === 'insertLineBreak' ? '\n' : (data ?? dataTransfer?.getData('text/plain') ?? '');
  return value.length - (selectionEnd - selectionStart) + put.replace(/\r\n?/g, '\n').length;
}
