import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { ProviderView } from '../core/playground/protocol';
import type { Draft } from '../core/playground/session';
import { modelField, numberField, problemLine, providerField } from './composerParts';
import { destinationOf, parseMaxOutput, parseTemperature, problemsOf } from './fields';
import type { FieldName, Parsed, Problem } from './fields';
import { LightElement } from './lightElement';
import type { PlaygroundStore } from './store';

const textOf = (value: number | null): string => (value === null ? '' : String(value));

/** Where a message is written and sent. */
export class Composer extends LightElement {
  static override properties = {
    store: { attribute: false },
    draft: { attribute: false },
    providers: { attribute: false },
    streaming: { attribute: false },
    say: { attribute: false },
    temperatureText: { state: true },
    maxOutputText: { state: true },
    triedToSend: { state: true },
  };
  declare store: PlaygroundStore;
  declare draft: Draft;
  declare providers: readonly ProviderView[];
  declare streaming: boolean;
  declare say: (text: string) => void;
  /** As typed: text that is not a number is kept in the field, and out of the draft. */
  declare private temperatureText: string;
  declare private maxOutputText: string;
  /** From the first try on, what is missing is shown. */
  declare private triedToSend: boolean;
  private stopHadFocus = false;

  constructor() {
    super();
    this.temperatureText = '';
    this.maxOutputText = '';
    this.triedToSend = false;
  }

  focusMessage(): void {
    this.querySelector<HTMLElement>('#message')?.focus();
  }

  /** Sends, or shows what is missing and goes to the first such field. */
  send = (): void => {
    if (this.streaming) {
      this.say('Stop the answer that is streaming before you send another message.');
      return;
    }
    const [first] = this.problems;
    this.triedToSend = first !== undefined;
    if (first === undefined) {
      this.store.send({ ...this.draft, providerId: this.store.provider?.id ?? null });
      this.focusMessage();
      return;
    }
    this.say(first.text);
    this.querySelector<HTMLElement>(`[data-testid="${first.field}"]`)?.focus();
  };

  stop = (): void => this.store.host.post({ type: 'stop' });

  protected override willUpdate(changed: PropertyValues): void {
    this.stopHadFocus = document.activeElement?.matches('[data-testid="stop"]') ?? false;
    if (!changed.has('draft')) return;
    // What the user typed ("0.70") stays as long as it means what the draft holds (0.7).
    const { temperature, maxOutput } = this.numbers;
    if ('value' in temperature && temperature.value !== this.draft.temperature) {
      this.temperatureText = textOf(this.draft.temperature);
    }
    if ('value' in maxOutput && maxOutput.value !== this.draft.maxOutputTokens) {
      this.maxOutputText = textOf(this.draft.maxOutputTokens);
    }
  }

  protected override updated(): void {
    if (this.stopHadFocus && !this.streaming) this.focusMessage();
  }

  protected override render(): TemplateResult {
    return html`<section class="composer" aria-label="Your message">
      <div class="fields">${this.choiceFields()}</div>
      ${this.keyLine()} ${this.systemField()} ${this.messageField()}
      <div class="send-line">
        <p class="destination" data-testid="destination">${destinationOf(this.store.provider)}</p>
        ${
          this.streaming
            ? html`<vscode-button icon="debug-stop" data-testid="stop" title="Stop (Escape)" @click=${this.stop}
                >Stop</vscode-button
              >`
            : html`<vscode-button icon="send" data-testid="send" title="Send (Ctrl+Enter)" @click=${this.send}
                >Send</vscode-button
              >`
        }
      </div>
    </section>`;
  }

  private choiceFields(): TemplateResult {
    const { store } = this;
    return html`${providerField({
      providers: this.providers,
      provider: store.provider,
      problem: this.problem('provider'),
      onChange: (id) => this.chooseProvider(id),
      onAdd: () => store.host.post({ type: 'addProvider', preset: null }),
    })}
    ${modelField({
      model: this.draft.model,
      provider: store.provider,
      problem: this.problem('model'),
      onInput: (model) => store.edit({ model }),
      onLoad: (providerId) => store.host.post({ type: 'loadModels', providerId }),
    })}
    ${numberField({
      name: 'temperature',
      label: 'Temperature',
      value: this.temperatureText,
      problem: this.problem('temperature'),
      onInput: (text) => this.typeTemperature(text),
    })}
    ${numberField({
      name: 'max-output',
      label: 'Max output tokens',
      value: this.maxOutputText,
      problem: this.problem('max-output'),
      onInput: (text) => this.typeMaxOutput(text),
    })}`;
  }

  private keyLine(): TemplateResult | typeof nothing {
    const { provider, host } = this.store;
    if (provider === undefined || !provider.needsKey || provider.hasKey) return nothing;
    return html`<div class="key-line">
      <span>${provider.name} needs an API key, and none is stored for ${provider.host}.</span>
      <vscode-button
        secondary
        icon="key"
        data-testid="set-key"
        @click=${() => host.post({ type: 'setKey', providerId: provider.id })}
        >Set API Key</vscode-button
      >
    </div>`;
  }

  private systemField(): TemplateResult {
    const { system } = this.draft;
    return html`<details class="system">
      <summary>System prompt: <span class="muted">${system.trim() === '' ? 'none' : firstLine(system)}</span></summary>
      <textarea
        data-testid="system"
        aria-label="System prompt"
        rows="3"
        placeholder="How the model is to behave, in every answer"
        .value=${system}
        @input=${(event: InputEvent) => this.store.edit({ system: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
    </details>`;
  }

  private messageField(): TemplateResult {
    const problem = this.problem('message');
    return html`<div class="field">
      <label for="message">Message</label>
      <textarea
        id="message"
        data-testid="message"
        rows="3"
        placeholder="Ask something. Ctrl+Enter or Cmd+Enter sends, Escape stops."
        aria-invalid=${problem === undefined ? 'false' : 'true'}
        aria-describedby=${problem === undefined ? nothing : 'problem-message'}
        .value=${this.draft.message}
        @input=${(event: InputEvent) => this.store.edit({ message: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
      ${problemLine(problem)}
    </div>`;
  }

  private get numbers(): { temperature: Parsed; maxOutput: Parsed } {
    return { temperature: parseTemperature(this.temperatureText), maxOutput: parseMaxOutput(this.maxOutputText) };
  }

  private get problems(): Problem[] {
    return problemsOf(this.draft, this.store.provider, this.numbers);
  }

  /** A number that is wrong is told at once, a field that is still empty only when Send was tried. */
  private problem(field: FieldName): Problem | undefined {
    const atOnce = field === 'temperature' || field === 'max-output';
    return atOnce || this.triedToSend ? this.problems.find((problem) => problem.field === field) : undefined;
  }

  private typeTemperature(text: string): void {
    this.temperatureText = text;
    const parsed = parseTemperature(text);
    if ('value' in parsed) this.store.edit({ temperature: parsed.value });
  }

  private typeMaxOutput(text: string): void {
    this.maxOutputText = text;
    const parsed = parseMaxOutput(text);
    if ('value' in parsed) this.store.edit({ maxOutputTokens: parsed.value });
  }

  /** A model id belongs to its provider: takes the one last used there, else its first suggestion. */
  private chooseProvider(providerId: string): void {
    const models = this.providers.find(({ id }) => id === providerId)?.models ?? [];
    const used = this.store.session.turns.findLast((turn) => turn.providerId === providerId)?.model;
    const model = models.includes(this.draft.model) ? this.draft.model : (used ?? models[0] ?? '');
    this.store.edit({ providerId, model });
  }
}
customElements.define('ai-composer', Composer);

function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
