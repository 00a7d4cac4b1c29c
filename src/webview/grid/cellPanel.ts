import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CellDetail } from '../../core/evals/grid/gridForms';
import { iconButton } from '../shared/iconButton';
import { linkButton } from '../shared/linkButton';
import { factsOf, verdictIcons, words } from './gridWords';
import type { CellVerdict } from './gridWords';

type Answer = CellDetail['answers'][number];

interface PanelDeps {
  readonly close: () => void;
  /** Shows the answer of a repeat and that of the other run in the diff editor. */
  readonly showDifference: (repeat: number) => void;
  /** Shows the request of an answer as it was sent. `openInPlayground` opens it as a session. */
  readonly showRequest: (repeat: number) => void;
  readonly openInPlayground: (repeat: number) => void;
}

/** Draws a whole cell: its answers with their checks, and the values that they are about. */
export const cellPanel = (detail: CellDetail, deps: PanelDeps): TemplateResult =>
  html`<header>
      <h2 tabindex="-1">${words('gridDetails', detail.test + 1, detail.provider, detail.prompt)}</h2>
      ${iconButton('close', 'close', words('gridClose'), deps.close)}
    </header>
    ${detail.answers.map((answer) => answerOf(answer, detail.answers.length, deps))}
    <h3>${words('gridVars')}</h3>
    <dl>
      ${detail.vars.map(
        ({ name, value }) =>
          html`<dt>${name}</dt>
            <dd><pre>${value}</pre></dd>`,
      )}
    </dl>`;

function answerOf(answer: Answer, of: number, deps: PanelDeps): TemplateResult {
  const { output, error, finish, checks, before, requestSha256, repeat } = answer;
  const verdict: CellVerdict = error ? 'error' : answer.pass === null ? 'none' : answer.pass ? 'passed' : 'failed';
  const ended = finish === null || finish === 'stop' ? [] : [words('gridFinish', finish)];
  return html`<section class="answer ${verdict}" data-testid="answer">
    <h3>${of > 1 ? words('gridAnswer', repeat + 1) : words('gridOneAnswer')}</h3>
    <p class="facts">${[...ended, ...factsOf(answer, error !== null)].join(' · ')}</p>
    ${error ? html`<p class="error" role="alert">${error.message}</p>` : nothing}
    ${output === '' ? nothing : html`<pre class="output" tabindex="0">${output}</pre>`}
    ${
      before && before.output !== output
        ? html`<h4>${words('gridBefore')}</h4>
            <pre class="output" tabindex="0">${before.output}</pre>
            ${linkButton('difference', words('gridDifference'), () => deps.showDifference(repeat))}`
        : nothing
    }
    ${
      checks.length === 0
        ? nothing
        : html`<h4>${words('gridChecks')}</h4>
            <ul class="checks">
              ${checks.map(checkOf)}
            </ul>`
    }
    ${
      requestSha256 === ''
        ? nothing
        : html`<p class="links">
            ${linkButton('showRequest', words('gridShowRequest'), () => deps.showRequest(repeat))}
            ${linkButton('openInPlayground', words('gridOpenInPlayground'), () => deps.openInPlayground(repeat))}
          </p>`
    }
  </section>`;
}

function checkOf(check: Answer['checks'][number]): TemplateResult {
  const { type, pass, reason, skipped, metric, asked, opinions = [] } = check;
  const verdict: CellVerdict = pass === null ? 'none' : pass ? 'passed' : 'failed';
  const said = { passed: words('gridPassed'), failed: words('gridNotPassed'), none: words('gridSkipped') }[verdict];
  return html`<li class=${verdict}>
    <span class="codicon codicon-${verdictIcons[verdict]}" role="img" aria-label=${said}></span>
    <code>${type}</code>${metric === undefined ? nothing : html` <em>${metric}</em>`} ${skipped ?? reason}
    ${asked === undefined ? nothing : html`<p class="facts">${words('gridToJudge', asked)}</p>`}
    ${
      opinions.length === 0
        ? nothing
        : html`<ol aria-label=${words('gridJudgeSaid')} data-testid="opinions">
            ${opinions.map(
              ({ pass, score, reason }) =>
                html`<li>
                  ${words(pass ? 'gridPassed' : 'gridNotPassed')}, ${words('gridScore', score.toFixed(2))}: ${reason}
                </li>`,
            )}
          </ol>`
    }
  </li>`;
}
