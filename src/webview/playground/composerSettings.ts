import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formatCount } from '../../core/base/numbers';
import type { ProviderView } from '../../core/playground/playgroundProtocol';
import type { Draft } from '../../core/playground/session/sessionSchema';
import { words } from '../shared/strings';
import type { FieldName, Problem } from './fields';

// The line that says what is chosen, and unfolds the fields for it.

const settingNames: readonly FieldName[] = ['provider', 'model', 'temperature', 'max-output', 'sampling'];

/** A field that stands behind the line. */
export const isSetting = ({ field }: Problem): boolean => settingNames.includes(field);

/** The choice in words, the usual left out: `gpt-5.1 · OpenAI · temperature 0.7 · system prompt`. */
export function settingsSummary(draft: Draft, provider: ProviderView | undefined): string {
  const { model, temperature, maxOutputTokens, system, sampling = '' } = draft;
  return [
    model.trim() || words('noModel'),
    provider?.name ?? words('goesNowhere'),
    temperature === null ? '' : words('withTemperature', temperature),
    maxOutputTokens === null ? '' : words('withMaxOutput', formatCount(maxOutputTokens)),
    provider?.can.sampling ? sampling.trim() : '',
    system.trim() === '' ? '' : words('withSystem'),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

interface SettingsLine {
  readonly summary: string;
  readonly open: boolean;
  /** A problem behind the line, said while it is folded. */
  readonly problem: Problem | undefined;
  readonly onToggle: () => void;
}

export const settingsLine = ({ summary, open, problem, onToggle }: SettingsLine): TemplateResult =>
  html`<button
      type="button"
      class="settings-line"
      data-testid="settings"
      aria-expanded=${open ? 'true' : 'false'}
      aria-controls="settings"
      title=${words(open ? 'settingsFold' : 'settingsUnfold', summary)}
      @click=${onToggle}
    >
      <span class="codicon codicon-chevron-${open ? 'down' : 'right'}" aria-hidden="true"></span>
      <span class="unseen">${words('settings')}</span>
      <span class="summary">${summary}</span>
    </button>
    ${open || problem === undefined ? nothing : html`<p class="problem" data-testid="folded-problem">${problem.text}</p>`}`;
