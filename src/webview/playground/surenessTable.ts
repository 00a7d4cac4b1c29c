import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { formatShare } from '../../core/base/numbers';
import type { ChosenToken, TokenChance } from '../../core/chat/messages/types';
import { words } from '../shared/strings';

/** The tokens of an answer, how likely each was, and what else could have stood there. */
export const surenessTable = (tokens: readonly ChosenToken[]): TemplateResult =>
  html`<p class="muted">${words('surenessHint')}</p>
    <table class="sureness">
      <thead>
        <tr>
          <th scope="col">${words('surenessToken')}</th>
          <th scope="col">${words('surenessProbability')}</th>
          <th scope="col">${words('surenessOthers')}</th>
        </tr>
      </thead>
      <tbody>
        ${tokens.map(
          (token) =>
            html`<tr>
              <th scope="row"><code>${quoted(token)}</code></th>
              <td>${probability(token)}</td>
              <td>${others(token)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;

/** In quotes: most tokens begin with a blank, and some are a line break. */
const quoted = ({ text }: TokenChance): string => JSON.stringify(text);

const probability = ({ logprob }: TokenChance): string => formatShare(Math.exp(logprob));

const others = ({ text, top }: ChosenToken): TemplateResult[] =>
  top
    .filter((one) => one.text !== text)
    .map((one, i) => html`${i === 0 ? '' : ' · '}<code>${quoted(one)}</code> ${probability(one)}`);
