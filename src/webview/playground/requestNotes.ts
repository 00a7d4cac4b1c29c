import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { words } from '../shared/strings';
import { button } from './buttons';
import type { RequestOffers } from './requestOffers';

/** Draws notes above the message: what was not taken of a request, and that the message is one. */
export const requestNotes = ({ notTaken, forget, inMessage, open }: RequestOffers): TemplateResult =>
  html`<div class="notes" role="status">
    ${notTaken.length === 0 ? nothing : notTakenNote(notTaken, forget)}
    ${inMessage === undefined ? nothing : requestNote(inMessage, open)}
  </div>`;

const notTakenNote = (notes: readonly string[], forget: () => void): TemplateResult =>
  html`<div class="key-line" data-testid="not-taken">
    <ul>
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>
    ${button('forget-not-taken', words('gotIt'), forget, { icon: 'check' })}
  </div>`;

/** Says that the message is a request, and offers to make a session of it. */
const requestNote = (what: string, open: () => void): TemplateResult =>
  html`<div class="key-line" data-testid="pasted-request">
    <span>${words('pastedRequest', what)}</span>
    ${button('import-request', words('openAsSession'), open, { icon: 'comment-discussion' })}
  </div>`;
