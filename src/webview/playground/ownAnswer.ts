import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { nothingEdited, ownAnswer } from '../../core/playground/session/sessionSchema';
import type { Draft } from '../../core/playground/session/sessionSchema';
import { iconButton } from '../shared/iconButton';
import { words } from '../shared/strings';
import { button } from './buttons';
import type { ColumnStore } from './columnStore';

// The answer that the user writes to the message: an example that is added, or the start of an answer.

/** Whether there is a field for the user's own answer. */
export const isPair = ({ editing }: Draft): boolean => editing === ownAnswer;

/** Returns the field that has to be filled before a message and its answer can be added. `undefined`: none. */
export function lackOfPair({
  message,
  edited = '',
  attachments = [],
}: Draft): 'message' | 'own-answer-text' | undefined {
  if (message.trim() === '' && attachments.length === 0) return 'message';
  return edited.trim() === '' ? 'own-answer-text' : undefined;
}

/**
 * Draws the button that shows the field, or takes it away. A field with a text in it stays until the user empties it,
 * as this button may be pressed by mistake.
 */
export const ownAnswerButton = (store: ColumnStore, isDisabled: boolean, composer: HTMLElement): TemplateResult => {
  const isShown = isPair(store.draft);
  const toggle = (): void => {
    if (store.draft.edited) return store.refuse(words(isShown ? 'ownAnswerFirst' : 'otherEdit'));
    store.edit(isShown ? nothingEdited : { editing: ownAnswer, edited: '' });
    const wanted = isShown ? 'own-answer' : 'own-answer-text';
    setTimeout(() => composer.querySelector<HTMLElement>(`[data-testid="${wanted}"]`)?.focus());
  };
  return iconButton('own-answer', 'comment-discussion', words('ownAnswer'), toggle, isDisabled, isShown);
};

export const ownAnswerField = (store: ColumnStore): TemplateResult =>
  html`<div class="field message-field">
    <label for="own-answer-text">${words('ownAnswer')}</label>
    <textarea
      id="own-answer-text"
      data-testid="own-answer-text"
      rows="1"
      placeholder=${words('ownAnswerHint')}
      .value=${store.draft.edited ?? ''}
      @input=${(event: InputEvent) => store.edit({ edited: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
  </div>`;

/** Draws the button that sends the message with the start of its answer, if the model goes on with that. */
export function beginButton(
  { provider, draft, continuing }: ColumnStore,
  isDisabled: boolean,
  send: () => void,
): TemplateResult | typeof nothing {
  if (provider === undefined || !continuing.can(provider.id, draft.model.trim())) return nothing;
  return button('begin', words('begin'), send, { title: words('beginHint'), disabled: isDisabled });
}
