import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ToolResultDraft } from '../../core/playground/session/sessionSchema';
import { checksumOfCall, isFor } from '../../core/playground/session/toolTurns';
import type { ToolCallView } from '../../core/playground/session/toolTurns';
import { mocksIn, openResults, wholeResults } from '../../core/playground/tools/openResults';
import type { OpenResult } from '../../core/playground/tools/openResults';
import { commandKey, isComposing } from '../shared/keys';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/toolStrings';
import { button } from './buttons';
import type { ColumnStore } from './columnStore';

/** The most UTF-16 code units of a typed result, as it is told to the host with each change. */
const maxTypedLength = 500_000;

/** A field for the result of each call that waits, and the buttons that send them. Needs an update when the draft changes. */
export class ToolResults extends LightElement {
  static override properties = { store: { attribute: false }, calls: { attribute: false } };
  declare store: ColumnStore;
  declare calls: readonly ToolCallView[];

  constructor() {
    super();
    this.calls = [];
    this.addEventListener('keydown', this.onKey);
  }

  protected override render(): TemplateResult {
    const { store } = this;
    const { provider, canWrite, draft } = store;
    const open = this.open;
    const isElsewhere = provider !== undefined && provider.can.tools === undefined;
    const disabled = !canWrite || isElsewhere || wholeResults(open) === undefined;
    const title = disabled ? words('sendResultsLack') : words('sendResultsHint', commandKey('Enter'));
    return html`<div class="tool-results" role="group" aria-label=${words('tools')}>
      ${open.map((one, i) => this.field(one, i))}
      ${isElsewhere ? html`<p class="problem">${words('toolsElsewhere', provider.name)}</p>` : nothing}
      <div class="buttons">
        ${button('send-results', words('sendResults'), () => this.send(), {
          ...{ icon: 'send', title, disabled, primary: true },
        })}
        ${
          draft.toolMocks?.trim()
            ? button('run-until-done', words('runUntilDone'), () => this.send('done'), {
                ...{ icon: 'run-all', title: words('runUntilDoneHint'), disabled },
              })
            : nothing
        }
      </div>
    </div>`;
  }

  private get open(): OpenResult[] {
    const { draft } = this.store;
    return openResults(this.calls, draft, mocksIn(draft));
  }

  /** Names a call, with its number if the model calls that tool several times. */
  private nameOf(call: ToolCallView): string {
    const same = this.calls.filter(({ name }) => name === call.name);
    return same.length > 1 ? `${call.name} (${same.indexOf(call) + 1})` : call.name;
  }

  private field({ call, result, isMocked }: OpenResult, i: number): TemplateResult {
    const { store } = this;
    const id = `tool-result-${store.columnId}-${i}`;
    const canFail = store.provider?.can.tools?.errors === true;
    const type = ({ target }: Event): void =>
      this.edit(call, { text: (target as HTMLTextAreaElement).value, isError: result?.isError === true });
    const mark = ({ target }: Event): void =>
      this.edit(call, { text: result?.text ?? '', isError: (target as HTMLInputElement).checked });
    return html`<div class="field">
      <label for=${id}>${words('toolResult', this.nameOf(call))}</label>
      ${isMocked ? html`<span class="muted" id=${`${id}-mocked`} data-testid="tool-mocked">${words('toolMocked')}</span>` : nothing}
      <textarea
        id=${id}
        class="json"
        data-testid=${`tool-result-${i}`}
        rows="1"
        spellcheck="false"
        maxlength=${maxTypedLength}
        placeholder=${words('toolResultHint')}
        aria-describedby=${isMocked ? `${id}-mocked` : nothing}
        ?disabled=${!store.canWrite}
        .value=${live(result?.text ?? '')}
        @input=${type}
      ></textarea>
      ${
        canFail
          ? html`<label class="check"
              ><input
                type="checkbox"
                data-testid=${`tool-error-${i}`}
                .checked=${live(result?.isError === true)}
                ?disabled=${!store.canWrite}
                @change=${mark}
              />
              ${words('toolIsError')}</label
            >`
          : nothing
      }
    </div>`;
  }

  /** Puts the typed result of a call into the draft. An emptied field has no result, or that of the mocks again. */
  private edit(call: ToolCallView, { text, isError }: { readonly text: string; readonly isError: boolean }): void {
    const open = this.calls.filter((other) => other !== call);
    const others = (this.store.draft.toolResults ?? []).filter((result) => open.some((other) => isFor(result, other)));
    const own = { callId: call.id, text, call: checksumOfCall(call), ...(isError && { isError: true }) };
    const typed: ToolResultDraft[] = text === '' && !isError ? [] : [own];
    this.store.edit({ toolResults: [...others, ...typed] });
    this.requestUpdate();
  }

  private readonly send = (until?: 'done'): void => {
    if (this.store.canWrite && wholeResults(this.open)) this.store.sendResults(until);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (key !== 'Enter' || !(ctrlKey || metaKey) || shiftKey || altKey || isComposing(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) this.send();
  };
}
customElements.define('ai-tool-results', ToolResults);
