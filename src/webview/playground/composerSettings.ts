import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formatCount } from '../../core/base/numbers';
import { parseSampling, saysHowToDraw } from '../../core/chat/messages/sampling';
import type { ProviderView } from '../../core/playground/playgroundProtocol';
import type { Draft } from '../../core/playground/session/sessionSchema';
import { words } from '../shared/strings';
import { problemLine } from './composerParts';
import type { FieldName, Problem } from './fields';

// All of the composer but the message: one line that says what is chosen, and the fields that it unfolds.

const settingNames: readonly FieldName[] = ['provider', 'model', 'temperature', 'max-output', 'sampling'];

/** A field that stands behind the line. */
export const isSetting = ({ field }: Problem): boolean => settingNames.includes(field);

/** What is chosen, the usual left out: `gpt-5.1 · OpenAI · temperature 0.7 · system prompt`. */
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
  /** What is wrong behind the line, while it is folded. */
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

interface SamplingField {
  readonly sampling: string;
  readonly temperature: number | null;
  readonly problem: Problem | undefined;
  readonly disabled: boolean;
  readonly onInput: (sampling: string) => void;
}

/** How the next token is drawn besides the temperature: for the model that takes all of it. */
export function samplingField({ sampling, temperature, problem, disabled, onInput }: SamplingField): TemplateResult {
  const parsed = parseSampling(sampling);
  const isDrawn = temperature === null && 'sampling' in parsed && saysHowToDraw(parsed.sampling);
  const described = problem === undefined ? (isDrawn ? 'sampling-drawn' : nothing) : 'problem-sampling';
  return html`<div class="field sampling">
    <label for="sampling">${words('sampling')}</label>
    <input
      id="sampling"
      data-testid="sampling"
      type="text"
      spellcheck="false"
      autocomplete="off"
      maxlength="500"
      placeholder="top_k=40 top_p=0.9 seed=7"
      ?disabled=${disabled}
      aria-invalid=${problem === undefined ? 'false' : 'true'}
      aria-describedby=${described}
      .value=${sampling}
      @input=${(event: InputEvent) => onInput((event.target as HTMLInputElement).value)}
    />
    ${problemLine(problem)}
    ${isDrawn ? html`<p id="sampling-drawn" class="muted" data-testid="sampling-drawn">${words('samplingDrawn')}</p>` : nothing}
  </div>`;
}

interface SystemField {
  readonly system: string;
  readonly disabled: boolean;
  readonly onInput: (system: string) => void;
}

export const systemField = ({ system, disabled, onInput }: SystemField): TemplateResult =>
  html`<div class="field system">
    <label for="system">${words('systemPrompt')}</label>
    <textarea
      id="system"
      data-testid="system"
      rows="2"
      placeholder=${words('systemHint')}
      ?disabled=${disabled}
      .value=${system}
      @input=${(event: InputEvent) => onInput((event.target as HTMLTextAreaElement).value)}
    ></textarea>
  </div>`;
