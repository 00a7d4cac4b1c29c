import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { formatCount } from '../../core/base/numbers';
import type { ModelListState, ProviderView } from '../../core/playground/playgroundProtocol';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';
import type { Problem } from './fields';

// The fields of the composer, as templates. Native inputs where a label, a description or a list has to be tied to the
// field (ids do not reach into the shadow roots of vscode-elements), styled like VS Code's in playground.css.

/** The text under a field that is not right; the field points at it with `aria-describedby`. */
export const problemLine = (problem: Problem | undefined): TemplateResult | typeof nothing =>
  problem === undefined ? nothing : html`<p class="problem" id=${`problem-${problem.field}`}>${problem.text}</p>`;

interface InputField {
  readonly name: 'temperature' | 'max-output';
  readonly label: string;
  readonly value: string;
  readonly problem: Problem | undefined;
  readonly disabled: boolean;
  readonly onInput: (text: string) => void;
}

export function numberField(field: InputField): TemplateResult {
  return html`<div class="field number">
    <label for=${field.name}>${field.label}</label>
    <input
      id=${field.name}
      data-testid=${field.name}
      type="text"
      inputmode="decimal"
      autocomplete="off"
      placeholder=${words('providersDefault')}
      ?disabled=${field.disabled}
      aria-invalid=${field.problem === undefined ? 'false' : 'true'}
      aria-describedby=${field.problem === undefined ? nothing : `problem-${field.name}`}
      .value=${field.value}
      @input=${(event: InputEvent) => field.onInput((event.target as HTMLInputElement).value)}
    />
    ${problemLine(field.problem)}
  </div>`;
}

interface ModelField {
  readonly model: string;
  readonly provider: ProviderView | undefined;
  readonly problem: Problem | undefined;
  readonly disabled: boolean;
  readonly list: ModelListState | undefined;
  readonly onInput: (model: string) => void;
  readonly onLoad: (providerId: string) => void;
  readonly onCancel: (providerId: string) => void;
  readonly onSetKey: (providerId: string) => void;
}

/** How asking the provider for its models stands, where it was asked. */
function modelNews({ list, provider, onCancel, onSetKey }: ModelField): TemplateResult | typeof nothing {
  if (list === undefined || list.status === 'left' || provider === undefined) return nothing;
  const { id, name } = provider;
  const link = (testId: string, label: StringId, run: (id: string) => void): TemplateResult =>
    html`<button type="button" class="link" data-testid=${testId} @click=${() => run(id)}>${words(label)}</button>`;
  switch (list.status) {
    case 'loading':
      return html`<span class="pulse"></span>
        <span>${words('modelsLoading', name)}</span> ${link('cancel-models', 'cancel', onCancel)}`;
    case 'listed':
      return html`<span
        >${list.count === 0 ? words('modelsNone', name) : words('modelsListed', name, formatCount(list.count))}</span
      >`;
    case 'failed':
      return html`<span>${list.message} ${list.advice}</span>
        ${list.wantsKey ? link('models-set-key', 'setKey', onSetKey) : nothing}`;
  }
}

/**
 * A text field with suggestions (`datalist`): any id can be typed and is taken as it is typed. The combobox of
 * vscode-elements takes a new id only through its "Add" entry, and loses it when the field is left without that.
 */
export function modelField(field: ModelField): TemplateResult {
  const { provider } = field;
  const source = provider?.modelsFromProvider ? 'reloadModels' : 'loadModels';
  return html`<div class="field model">
    <label for="model">${words('model')}</label>
    <div class="with-button">
      <input
        id="model"
        data-testid="model"
        type="text"
        list="models"
        spellcheck="false"
        autocomplete="off"
        placeholder=${words('modelHint')}
        ?disabled=${field.disabled}
        aria-invalid=${field.problem === undefined ? 'false' : 'true'}
        aria-describedby=${field.problem === undefined ? nothing : 'problem-model'}
        .value=${field.model}
        @input=${(event: InputEvent) => field.onInput((event.target as HTMLInputElement).value)}
      />
      ${
        !provider?.can.listsModels
          ? nothing
          : iconButton('load-models', 'refresh', words(source, provider.name), () => field.onLoad(provider.id))
      }
    </div>
    <div class="field-news ${field.list?.status ?? ''}" data-testid="model-news" role="status">${modelNews(field)}</div>
    <datalist id="models">${provider?.models.map((model) => html`<option value=${model}></option>`)}</datalist>
    ${problemLine(field.problem)}
  </div>`;
}

interface ProviderField {
  readonly providers: readonly ProviderView[];
  readonly provider: ProviderView | undefined;
  readonly problem: Problem | undefined;
  readonly disabled: boolean;
  readonly onChange: (providerId: string) => void;
  readonly onAdd: () => void;
}

export function providerField(field: ProviderField): TemplateResult {
  const chosen = field.provider?.id ?? '';
  const choose = { label: words('chooseProvider'), value: '' };
  const options = field.providers.map(({ id, name }) => ({ label: name, value: id }));
  // `options` before `value`: the value is looked up in them. New options leave the select at its old place in the list,
  // which may be another provider: so the value is compared with what it shows (`live`), not with what was set last.
  return html`<div class="field provider">
    <span class="label" aria-hidden="true">${words('provider')}</span>
    <div class="with-button">
      <vscode-single-select
        data-testid="provider"
        label=${words('provider')}
        ?disabled=${field.disabled}
        position="above"
        ?invalid=${field.problem !== undefined}
        .options=${field.provider === undefined ? [choose, ...options] : options}
        .value=${live(chosen)}
        @change=${(event: Event) => field.onChange((event.target as HTMLSelectElement).value)}
      ></vscode-single-select>
      ${iconButton('add-provider', 'add', words('addProvider'), field.onAdd)}
    </div>
    ${problemLine(field.problem)}
  </div>`;
}

const iconButton = (testId: string, icon: string, name: string, onClick: () => void): TemplateResult =>
  html`<vscode-button
    secondary
    icon-only
    class="icon-button"
    icon=${icon}
    data-testid=${testId}
    aria-label=${name}
    title=${name}
    @click=${onClick}
  ></vscode-button>`;

export const sendButton = (disabled: boolean, onClick: () => void): TemplateResult =>
  html`<vscode-button icon="send" data-testid="send" title=${words('sendKeys')} ?disabled=${disabled} @click=${onClick}
    >${words('send')}</vscode-button
  >`;

export const stopButton = (onClick: () => void): TemplateResult =>
  html`<vscode-button icon="debug-stop" data-testid="stop" title=${words('stopKeys')} @click=${onClick}
    >${words('stop')}</vscode-button
  >`;
