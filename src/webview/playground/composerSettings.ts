import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formatCount } from '../../core/base/numbers';
import type { ProviderView } from '../../core/playground/playgroundViews';
import { words } from '../shared/strings';
import { bodyFieldsSummary } from './bodyFieldsField';
import type { FieldFault } from './numberFields';
import type { ColumnStore } from './columnStore';

// The line that says what is chosen, and unfolds the fields for it.

/** Whether the name of a provider says enough, as it runs in the extension itself and has only this model. */
const isNamedByProvider = (model: string, { kind, models }: ProviderView): boolean =>
  kind === 'here' && models.length === 1 && models[0] === model;

/** Describes the choice in words, without usual values: `gpt-5.1 · OpenAI · temperature 0.7 · system prompt`. */
function settingsSummary({ draft, provider }: Pick<ColumnStore, 'draft' | 'provider'>): string {
  const { model, temperature, maxOutputTokens, system, sampling = '' } = draft;
  return [
    provider && isNamedByProvider(model, provider) ? '' : model.trim() || words('noModel'),
    provider?.name ?? words('goesNowhere'),
    temperature === null ? '' : words('withTemperature', temperature),
    maxOutputTokens === null ? '' : words('withMaxOutput', formatCount(maxOutputTokens)),
    sampling.trim(),
    bodyFieldsSummary({ draft, provider }),
    system.trim() === '' ? '' : words('withSystem'),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Draws the line. `id`: id of the fields. `problem`: a fault in the fields, which the line says while they are folded. */
export function settingsLine(
  store: ColumnStore,
  isOpen: boolean,
  id: string,
  problem: FieldFault | undefined,
  toggle: () => void,
): TemplateResult {
  const summary = settingsSummary(store);
  return html`<button
      type="button"
      class="settings-line"
      data-testid="settings"
      aria-expanded=${isOpen ? 'true' : 'false'}
      aria-controls=${id}
      title=${words(isOpen ? 'settingsFold' : 'settingsUnfold', summary)}
      @click=${toggle}
    >
      <span class="codicon codicon-chevron-${isOpen ? 'down' : 'right'}" aria-hidden="true"></span>
      <span class="unseen">${words('settings')}</span>
      <span class="summary">${summary}</span>
    </button>
    ${isOpen || problem === undefined ? nothing : html`<p class="problem" data-testid="folded-problem">${problem.text}</p>`}`;
}
