import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { ProviderView } from '../../core/playground/playgroundProtocol';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import { modelField, numberField, problemLine, providerField, sendButton, stopButton } from './composerParts';
import { notes } from './composerNotes';
import { isSetting, samplingField, settingsLine, settingsSummary, systemField } from './composerSettings';
import { destinationOf, parseMaxOutput, parseTemperature, problemsOf } from './fields';
import type { FieldName, Parsed, Problem } from './fields';
import { goesAlong } from './goesAlong';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/strings';
import { longMessageLine, maxInFieldLength, pasteLong, startOf } from './longMessage';
import type { NotSent } from './notSent';
import type { PageStore } from './pageStore';

const textOf = (value: number | null): string => (value === null ? '' : String(value));

/** Where a message is written and sent. */
export class Composer extends LightElement {
  static override properties = {
    store: { attribute: false },
    draft: { attribute: false },
    providers: { attribute: false },
    turns: { attribute: false },
    streaming: { attribute: false },
    disabledWhy: { attribute: false },
    notSent: { attribute: false },
    say: { attribute: false },
    temperatureText: { state: true },
    maxOutputText: { state: true },
    triedToSend: { state: true },
    settingsOpen: { state: true },
  };
  declare store: PageStore;
  declare draft: Draft;
  declare providers: readonly ProviderView[];
  /** Anew with each frame of the page, so that what else stands in the store is shown too. */
  declare turns: readonly TurnHead[];
  declare streaming: boolean;
  /** Why nothing can be sent here, in words for people. A message can be written, for a copy. */
  declare disabledWhy: string | undefined;
  /** Why the host did not send the last message. */
  declare notSent: NotSent | undefined;
  declare say: (text: string) => void;
  /** As typed: text that is not a number is kept in the field, and out of the draft. */
  declare private temperatureText: string;
  declare private maxOutputText: string;
  /** From the first try on, what is missing is shown. */
  declare private triedToSend: boolean;
  /** `undefined`: as it was when the page was last shown. */
  declare private settingsOpen: boolean | undefined;
  private stopHadFocus = false;
  /** Unfolded by a try to send, not by the user: folded again when the message goes, to leave the room to the answer. */
  private isUnfoldedToMend = false;
  /** What was typed stays in the field, however long it is. */
  private typed = '';

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
    if (this.disabledWhy !== undefined) return this.say(this.disabledWhy);
    if (this.streaming) return this.say(words('notWhileStreaming'));
    const [first] = this.problems;
    this.triedToSend = first !== undefined;
    if (first === undefined) {
      this.store.send({ ...this.draft, providerId: this.store.provider?.id ?? null });
      if (this.isUnfoldedToMend) this.fold(true);
      this.focusMessage();
      return;
    }
    this.say(first.text);
    if (isSetting(first) && !this.isUnfolded) {
      this.fold(false);
      this.isUnfoldedToMend = true;
    }
    void this.updateComplete.then(() => {
      this.querySelector<HTMLElement>(`[data-testid="${first.field}"]`)?.focus();
    });
  };

  stop = (): void => this.store.host.post({ type: 'stop', column: this.store.columnId });

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
    const { store, draft, isUnfolded } = this;
    return html`<section class="composer" aria-label=${words('yourMessage')}>
      ${settingsLine({
        summary: settingsSummary(draft, store.provider),
        open: isUnfolded,
        problem: this.shownProblems.find(isSetting),
        onToggle: () => this.fold(isUnfolded),
      })}
      <div class="settings" id="settings" ?hidden=${!isUnfolded}>
        <div class="fields">${this.choiceFields()}</div>
        ${
          store.provider?.can.sampling
            ? samplingField({
                sampling: draft.sampling ?? '',
                temperature: draft.temperature,
                problem: this.problem('sampling'),
                disabled: this.disabledWhy !== undefined,
                onInput: (sampling) => store.edit({ sampling }),
              })
            : nothing
        }
        ${systemField({
          system: draft.system,
          disabled: this.disabledWhy !== undefined,
          onInput: (system) => store.edit({ system }),
        })}
      </div>
      ${notes({
        provider: store.provider,
        along: this.disabledWhy === undefined ? goesAlong(this.turns, store.provider) : 0,
        streaming: this.streaming,
        notSent: this.notSent,
        isPocketOnly: store.isPocketOnly && this.turns.length > 0,
        post: store.host.post,
        column: store.columnId,
        onSetKey: (providerId) => store.host.post({ type: 'setKey', providerId }),
        onNewSession: () => store.moveDraft(),
      })}
      ${this.messageField()}
      <div class="send-line">
        ${this.destination()}
        ${this.streaming && this.disabledWhy === undefined ? stopButton(this.stop) : sendButton(this.disabledWhy !== undefined, this.send)}
      </div>
    </section>`;
  }

  private get isUnfolded(): boolean {
    return this.settingsOpen ?? this.store.host.settingsOpen;
  }

  private fold(folded: boolean): void {
    this.settingsOpen = !folded;
    this.isUnfoldedToMend = false;
    this.store.host.saveSettingsOpen(!folded);
  }

  private destination(): TemplateResult {
    const text = this.disabledWhy ?? destinationOf(this.store.provider);
    return html`<p class="destination" data-testid="destination" title=${text}>${text}</p>`;
  }

  private choiceFields(): TemplateResult {
    const { store } = this;
    const disabled = this.disabledWhy !== undefined;
    return html`${providerField({
      providers: this.providers,
      provider: store.provider,
      problem: this.problem('provider'),
      disabled,
      onChange: (id) => this.chooseProvider(id),
      onAdd: () => store.host.post({ type: 'addProvider', preset: null }),
    })}
    ${modelField({
      model: this.draft.model,
      provider: store.provider,
      problem: this.problem('model'),
      disabled,
      list: store.provider && store.modelLists.get(store.provider.id),
      onInput: (model) => store.edit({ model }),
      onLoad: (providerId) => store.host.post({ type: 'loadModels', providerId }),
      onCancel: (providerId) => store.host.post({ type: 'stopLoadingModels', providerId }),
      onSetKey: (providerId) => store.host.post({ type: 'setKey', providerId }),
    })}
    ${numberField({
      name: 'temperature',
      label: words('temperature'),
      value: this.temperatureText,
      problem: this.problem('temperature'),
      disabled,
      onInput: (text) => this.typeTemperature(text),
    })}
    ${numberField({
      name: 'max-output',
      label: words('maxOutput'),
      value: this.maxOutputText,
      problem: this.problem('max-output'),
      disabled,
      onInput: (text) => this.typeMaxOutput(text),
    })}`;
  }

  private messageField(): TemplateResult {
    const problem = this.problem('message');
    const { message } = this.draft;
    const isLong = message.length > maxInFieldLength && message !== this.typed;
    return html`<div class="field message-field">
      <label class="unseen" for="message">${words('message')}</label>
      <textarea
        id="message"
        data-testid="message"
        rows="1"
        placeholder=${words('messageHint')}
        ?readonly=${isLong}
        aria-invalid=${problem === undefined ? 'false' : 'true'}
        aria-describedby=${isLong ? 'long-message' : problem === undefined ? nothing : 'problem-message'}
        .value=${isLong ? startOf(message) : message}
        @input=${(event: InputEvent) => this.type((event.target as HTMLTextAreaElement).value)}
        @paste=${this.paste}
      ></textarea>
      ${isLong ? longMessageLine(message, this.removeMessage) : nothing} ${problemLine(problem)}
    </div>`;
  }

  private type(message: string): void {
    this.typed = message;
    this.store.edit({ message });
  }

  /** A long text goes past the field, which would take seconds for it. */
  private readonly paste = (event: ClipboardEvent): void => {
    const { selectionStart, selectionEnd } = event.target as HTMLTextAreaElement;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const result = pasteLong(this.draft.message, text, [selectionStart, selectionEnd]);
    if (result === undefined) return;
    event.preventDefault();
    if (result === 'tooLong') this.say(words('messageTooLong'));
    else this.store.edit(result);
  };

  private readonly removeMessage = (): void => {
    this.store.edit({ message: '' });
    this.focusMessage();
  };

  private get numbers(): { temperature: Parsed; maxOutput: Parsed } {
    return { temperature: parseTemperature(this.temperatureText), maxOutput: parseMaxOutput(this.maxOutputText) };
  }

  private get problems(): Problem[] {
    return problemsOf(this.draft, this.store.provider, this.numbers);
  }

  /** A number that is wrong is told at once, a field that is still empty only when Send was tried. */
  private get shownProblems(): Problem[] {
    const atOnce = ({ field }: Problem): boolean => ['temperature', 'max-output', 'sampling'].includes(field);
    return this.problems.filter((problem) => this.triedToSend || atOnce(problem));
  }

  private problem(name: FieldName): Problem | undefined {
    return this.shownProblems.find(({ field }) => field === name);
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
    const used = [...this.store.turns.values()].findLast((turn) => turn.providerId === providerId)?.model;
    const model = models.includes(this.draft.model) ? this.draft.model : (used ?? models[0] ?? '');
    this.store.edit({ providerId, model });
  }
}
customElements.define('ai-composer', Composer);
