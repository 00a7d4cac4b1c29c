import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { formatCount } from '../../core/base/numbers';
import type { ProviderView } from '../../core/playground/playgroundViews';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';
import { iconButton } from '../shared/iconButton';
import type { FieldName, NumberField, FieldFault } from './numberFields';
import type { ColumnStore } from './columnStore';
import { parameterLabel } from './parameterLabels';

// The fields of the composer, as templates. Native inputs where a label, a description or a list has to be tied to the
// field (ids do not reach into the shadow roots of vscode-elements), styled like VS Code's in playground.css.

/** Settings of a column, as its fields see them. */
export interface ComposerView {
  readonly store: ColumnStore;
  /** Whether nothing can be sent here. */
  readonly isDisabled: boolean;
  /** Returns the id of a field of this column, by the field's name. */
  readonly idOf: (name: string) => string;
  /** Returns the problem of a field, if it is to be shown. */
  readonly problem: (name: FieldName) => FieldFault | undefined;
}

/** Draws the text under a wrong field, which points at it with `aria-describedby`. */
export const problemLine = (problem: FieldFault | undefined, id: string): TemplateResult | typeof nothing =>
  problem === undefined ? nothing : html`<p class="problem" id=${id}>${problem.text}</p>`;

const problemIn = ({ problem, idOf }: ComposerView, name: FieldName): TemplateResult | typeof nothing =>
  problemLine(problem(name), idOf(`problem-${name}`));

interface TextInput {
  readonly name: FieldName;
  readonly value: string;
  readonly placeholder: string;
  readonly onInput: (text: string) => void;
  /** Id of a list of suggestions. */
  readonly list?: string;
  readonly inputMode?: 'decimal';
  readonly maxLength?: number;
  /** Id of the text that describes it while nothing is wrong. */
  readonly hint?: string;
}

function textInput({ isDisabled, problem, idOf }: ComposerView, input: TextInput): TemplateResult {
  const { name, value, placeholder, onInput, list, inputMode, maxLength, hint } = input;
  const isWrong = problem(name) !== undefined;
  return html`<input
    id=${idOf(name)}
    data-testid=${name}
    type="text"
    list=${list ?? nothing}
    inputmode=${inputMode ?? nothing}
    spellcheck="false"
    autocomplete="off"
    maxlength=${maxLength ?? nothing}
    placeholder=${placeholder}
    ?disabled=${isDisabled}
    aria-invalid=${isWrong ? 'true' : 'false'}
    aria-describedby=${isWrong ? idOf(`problem-${name}`) : (hint ?? nothing)}
    .value=${value}
    @input=${(event: InputEvent) => onInput((event.target as HTMLInputElement).value)}
  />`;
}

export const numberField = (
  composer: ComposerView,
  { name, of }: NumberField,
  value: string,
  onInput: (text: string) => void,
): TemplateResult =>
  html`<div class="field number">
    ${parameterLabel(of, composer.idOf(name))}
    ${textInput(composer, { name, value, onInput, placeholder: defaultOf(composer, of), inputMode: 'decimal' })}
    ${problemIn(composer, name)}
  </div>`;

/** Says what an empty field means: the provider's own default, or the limit that is sent because its API wants one. */
function defaultOf({ store }: ComposerView, of: NumberField['of']): string {
  const limit = of === 'maxOutputTokens' ? store.provider?.can.sentLimit : undefined;
  return limit === undefined ? words('providersDefault') : words('sentDefault', formatCount(limit));
}

/** Draws the state of asking the provider for its models, if it was asked. */
function modelNews({ provider, modelLists, host }: ColumnStore): TemplateResult | typeof nothing {
  if (provider === undefined) return nothing;
  const { id: providerId, name } = provider;
  const list = modelLists.get(providerId);
  const link = (id: string, label: StringId, press: () => void): TemplateResult =>
    html`<button type="button" class="link" data-testid=${id} @click=${press}>${words(label)}</button>`;
  switch (list?.status) {
    case undefined:
    case 'left':
      return nothing;
    case 'loading':
      return html`<span class="pulse"></span>
        <span>${words('modelsLoading', name)}</span>
        ${link('cancel-models', 'cancel', () => host.post({ type: 'stopLoadingModels', providerId }))}`;
    case 'listed':
      return html`<span
        >${list.count === 0 ? words('modelsNone', name) : words('modelsListed', name, formatCount(list.count))}</span
      >`;
    case 'failed':
      return html`<span>${list.message} ${list.advice}</span>
        ${list.wantsKey ? link('models-set-key', 'setKey', () => host.post({ type: 'setKey', providerId })) : nothing}`;
  }
}

/** Returns the words and the action of the button that loads the models. */
export const loadModels = (
  { id: providerId, name, modelsFromProvider }: ProviderView,
  { post }: ColumnStore['host'],
): [string, () => void] => [
  words(modelsFromProvider ? 'reloadModels' : 'loadModels', name),
  () => post({ type: 'loadModels', providerId }),
];

/**
 * Draws a text field with suggestions (`datalist`): any id can be typed and is taken as it is typed. The combobox of
 * vscode-elements takes a new id only through its "Add" entry, and loses it when the field is left without that.
 */
export function modelField(composer: ComposerView): TemplateResult {
  const { store } = composer;
  const { provider, host } = store;
  const status = provider && store.modelLists.get(provider.id)?.status;
  return html`<div class="field model">
    <label for=${composer.idOf('model')}>${words('model')}</label>
    <div class="with-button">
      ${textInput(composer, {
        ...{ name: 'model', value: store.draft.model, placeholder: words('modelHint'), list: composer.idOf('models') },
        onInput: (model) => store.edit({ model }),
      })}
      ${iconButton('pick-model', 'list-selection', words('pickModel'), () => {
        store.page.flush();
        host.post({ type: 'pickModel', column: store.columnId });
      })}
      ${provider?.can.listsModels ? iconButton('load-models', 'refresh', ...loadModels(provider, host)) : nothing}
    </div>
    <div class="field-news ${status ?? ''}" data-testid="model-news" role="status">${modelNews(store)}</div>
    <datalist id=${composer.idOf('models')}>
      ${provider?.models.map((model) => html`<option value=${model}></option>`)}
    </datalist>
    ${problemIn(composer, 'model')}
  </div>`;
}

export function providerField(composer: ComposerView, onChange: (providerId: string) => void): TemplateResult {
  const { store, isDisabled, problem } = composer;
  const { provider, providers, host, columnId: column } = store;
  const choose = { label: words('chooseProvider'), value: '' };
  const options = providers.map(({ id, name }) => ({ label: name, value: id }));
  // `options` before `value`: the value is looked up in them. New options leave the select at its old place in the list,
  // which may be another provider: so the value is compared with what it shows (`live`), not with what was set last.
  return html`<div class="field provider">
    <span class="label" aria-hidden="true">${words('provider')}</span>
    <div class="with-button">
      <vscode-single-select
        data-testid="provider"
        .label=${words('provider')}
        .disabled=${isDisabled}
        .position=${'above'}
        .invalid=${problem('provider') !== undefined}
        .options=${provider === undefined ? [choose, ...options] : options}
        .value=${live(provider?.id ?? '')}
        @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}
      ></vscode-single-select>
      ${iconButton('add-provider', 'add', words('addProvider'), () => host.post({ type: 'addProvider', column, preset: null }))}
    </div>
    ${problemIn(composer, 'provider')}
  </div>`;
}

export const systemField = ({ store, isDisabled, idOf }: ComposerView): TemplateResult =>
  html`<div class="field system">
    <label for=${idOf('system')} data-term="system-prompt">${words('systemPrompt')}</label>
    <textarea
      id=${idOf('system')}
      data-testid="system"
      rows="2"
      placeholder=${words('systemHint')}
      ?disabled=${isDisabled}
      .value=${store.draft.system}
      @input=${(event: InputEvent) => store.edit({ system: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
  </div>`;
