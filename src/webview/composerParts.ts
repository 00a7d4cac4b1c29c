import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ProviderView } from '../core/playground/protocol';
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
      placeholder="default"
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
  readonly onInput: (model: string) => void;
  readonly onLoad: (providerId: string) => void;
}

/**
 * A text field with suggestions (`datalist`): any id can be typed and is taken as it is typed. The combobox of
 * vscode-elements takes a new id only through its "Add" entry, and loses it when the field is left without that.
 */
export function modelField(field: ModelField): TemplateResult {
  const { provider } = field;
  const source = provider?.modelsFromProvider ? 'Reload the models of' : 'Load the models of';
  return html`<div class="field model">
    <label for="model">Model</label>
    <div class="with-button">
      <input
        id="model"
        data-testid="model"
        type="text"
        list="models"
        spellcheck="false"
        autocomplete="off"
        placeholder="Choose or type a model id"
        aria-invalid=${field.problem === undefined ? 'false' : 'true'}
        aria-describedby=${field.problem === undefined ? nothing : 'problem-model'}
        .value=${field.model}
        @input=${(event: InputEvent) => field.onInput((event.target as HTMLInputElement).value)}
      />
      ${
        provider === undefined
          ? nothing
          : iconButton('load-models', 'refresh', `${source} ${provider.name}`, () => field.onLoad(provider.id))
      }
    </div>
    <datalist id="models">${provider?.models.map((model) => html`<option value=${model}></option>`)}</datalist>
    ${problemLine(field.problem)}
  </div>`;
}

interface ProviderField {
  readonly providers: readonly ProviderView[];
  readonly provider: ProviderView | undefined;
  readonly problem: Problem | undefined;
  readonly onChange: (providerId: string) => void;
  readonly onAdd: () => void;
}

export function providerField(field: ProviderField): TemplateResult {
  const chosen = field.provider?.id ?? '';
  const choose = { label: 'Choose a provider', value: '' };
  const options = field.providers.map(({ id, name }) => ({ label: name, value: id }));
  // `options` before `value`: the value is looked up in them.
  return html`<div class="field provider">
    <span class="label" aria-hidden="true">Provider</span>
    <div class="with-button">
      <vscode-single-select
        data-testid="provider"
        label="Provider"
        position="above"
        ?invalid=${field.problem !== undefined}
        .options=${field.provider === undefined ? [choose, ...options] : options}
        .value=${chosen}
        @change=${(event: Event) => field.onChange((event.target as HTMLSelectElement).value)}
      ></vscode-single-select>
      ${iconButton('add-provider', 'add', 'Add a provider', field.onAdd)}
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
