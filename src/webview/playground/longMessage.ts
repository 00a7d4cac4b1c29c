import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { formatCount } from '../../core/base/numbers';
import { maxTextLength } from '../../core/chat/messages/chatTypes';
import { words } from '../shared/strings';
import { button } from './buttons';

/**
 * The most characters of a message that the field holds. Chromium lays out all of a textarea in one go: 5 million
 * characters in lines keep a bare one busy for seconds, again with every key.
 */
export const maxInFieldLength = 200_000;
const shownOfLong = 2_000;

/** Returns the text in the field for a message that is too long for it. */
export const startOf = (message: string): string => `${message.slice(0, shownOfLong)}…`;

/** Says that the message is longer than what is shown, with a button that takes it out. */
export const longMessageLine = (message: string, remove: () => void): TemplateResult =>
  html`<div class="key-line" id="long-message" data-testid="long-message">
    <span>${words('messageLong', formatCount(message.length))}</span>
    ${button('remove-message', words('messageRemove'), remove, { icon: 'trash' })}
  </div>`;

/**
 * Returns the message with a long text pasted in. `undefined`: the field can take it. `tooLong`:
 * no message can be so long, and nothing changes.
 */
export function pasteLong(
  message: string,
  pasted: string,
  [from, to]: readonly [from: number, to: number],
): { readonly message: string } | 'tooLong' | undefined {
  // The field shows only the beginning of a long message, so no selection is replaced there.
  const isLong = message.length > maxInFieldLength;
  const next = isLong ? message + pasted : message.slice(0, from) + pasted + message.slice(to);
  if (next.length > maxTextLength) return 'tooLong';
  return next.length > maxInFieldLength ? { message: next } : undefined;
}
