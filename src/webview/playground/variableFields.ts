import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { maxValueLength, maxValuesLength, noVariables } from '../../core/playground/session/sessionSchema';
import type { Variables } from '../../core/playground/session/sessionSchema';
import { variablesIn, withSet, withSetName, withValue, withoutSet } from '../../core/playground/session/draftVariables';
import { formatCount } from '../../core/base/numbers';
import { iconButton } from '../shared/iconButton';
import { words } from '../shared/strings';
import type { ColumnStore } from './columnStore';
import type { PageStore } from './pageStore';
import { loadSelect } from './select';

/** The most sets of one draft. */
const maxSets = 50;

/**
 * Draws fields for the variables in the message, in an edited message and in the system prompts, with the named sets of
 * their values. All columns have the same.
 */
export function variableFields(
  { columns, main: store }: PageStore,
  isDisabled: boolean,
): TemplateResult | typeof nothing {
  const system = columns.map(({ draft }) => draft.system).join('\n');
  const message = [store.draft.message, ...columns.map(({ editedMessage }) => editedMessage)].join('\n');
  const names = variablesIn({ system, message });
  if (names.length === 0) return nothing;
  const { variables = noVariables } = store.draft;
  const values = new Map(variables.sets[variables.chosen]?.values.map(({ name, value }) => [name, value]));
  return html`<div class="variables" role="group" aria-label=${words('variables')} data-testid="variables">
    ${setLine(store, variables, isDisabled)}
    ${names.map((name, index) => valueField(store, name, index, values.get(name) ?? ''))}
  </div>`;
}

/** Takes variables, unless they are longer than what can be kept. */
function change(store: ColumnStore, next: Variables): void {
  const length = next.sets.flatMap(({ values }) => values).reduce((sum, { value }) => sum + value.length, 0);
  if (length > maxValuesLength) store.refuse(words('variablesTooLong', formatCount(maxValuesLength)));
  else store.edit({ variables: next });
}

function valueField(store: ColumnStore, name: string, index: number, value: string): TemplateResult {
  const type = ({ target }: Event): void => {
    const { variables = noVariables } = store.draft;
    change(store, withValue(variables, name, (target as HTMLTextAreaElement).value, words('variableSet', 1)));
  };
  return html`<div class="field">
    <label for=${`variable-${index}`}>${name}</label>
    <textarea
      id=${`variable-${index}`}
      data-testid=${`variable-${name}`}
      rows="1"
      maxlength=${maxValueLength}
      placeholder=${words('variableHint', `{{${name}}}`)}
      .value=${value}
      @input=${type}
    ></textarea>
  </div>`;
}

/**
 * Draws the choice of the set that the fields show, and controls that name, add and remove
 * one. With one set there is nothing to choose.
 */
function setLine(store: ColumnStore, variables: Variables, isDisabled: boolean): TemplateResult {
  const { sets, chosen } = variables;
  const add = (): void => change(store, withSet(variables, words('variableSet', sets.length + 1)));
  const remove = (event: Event): void => {
    // When one set is left, the button that removes it goes away, so the focus goes to the one beside it.
    const line = (event.currentTarget as Element).parentElement;
    change(store, withoutSet(variables));
    if (sets.length === 2) line?.querySelector<HTMLElement>('[data-testid="add-variable-set"]')?.focus();
  };
  const cannotAdd = sets.length === 0 || sets.length >= maxSets;
  return html`<div class="with-button">
    <span class="label">${words('variables')}</span>
    ${sets.length < 2 ? nothing : setFields(store, variables, isDisabled)}
    ${iconButton('add-variable-set', 'add', words('addVariableSet'), add, cannotAdd)}
    ${
      sets.length < 2
        ? nothing
        : iconButton('remove-variable-set', 'trash', words('removeVariableSet', sets[chosen]?.name ?? ''), remove)
    }
  </div>`;
}

function setFields(store: ColumnStore, variables: Variables, isDisabled: boolean): TemplateResult {
  loadSelect();
  const { sets, chosen } = variables;
  const choose = ({ target }: Event): void =>
    store.edit({ variables: { sets, chosen: Number((target as HTMLSelectElement).value) } });
  const rename = ({ target }: Event): void =>
    store.edit({ variables: withSetName(variables, (target as HTMLInputElement).value) });
  return html`<vscode-single-select
      data-testid="variable-sets"
      .label=${words('variableSets')}
      .position=${'above'}
      .disabled=${isDisabled}
      .options=${sets.map(({ name }, index) => ({ label: name, value: String(index) }))}
      .value=${live(String(chosen))}
      @change=${choose}
    ></vscode-single-select>
    <input
      type="text"
      data-testid="variable-set-name"
      aria-label=${words('variableSetName')}
      maxlength="64"
      .value=${sets[chosen]?.name ?? ''}
      @change=${rename}
    />`;
}
