import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Draft } from '../../core/playground/session/sessionSchema';
import { button } from './buttons';
import { modelField, numberField, problemLine, providerField, samplingField, systemField } from './composerFields';
import { notes } from './composerNotes';
import { isSetting, settingsLine } from './composerSettings';
import { destinationOf, numberFields, problemsOf } from './fields';
import type { FieldName, NumberField, Problem } from './fields';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/strings';
import { longMessageLine, maxInFieldLength, pasteLong, startOf } from './longMessage';
import type { NotSent, PageStore } from './pageStore';
import { whyReadOnly } from './readOnlyBar';

const sendOptions = (disabled: boolean) => ({ icon: 'send', title: words('sendKeys'), disabled, primary: true });

/** Writes and sends a message. To be asked for an update when something changes in the store. */
export class Composer extends LightElement {
  static override properties = {
    notSent: { attribute: false },
    numbers: { state: true },
    triedToSend: { state: true },
    settingsOpen: { state: true },
  };
  /** Why the host did not send the last message. */
  declare notSent: NotSent | undefined;
  /** As typed: text that is not a number is kept in the field, and out of the draft. */
  declare private numbers: Readonly<Record<NumberField['name'], string>>;
  /** From the first try on, what is missing is shown. */
  declare private triedToSend: boolean;
  /** `undefined`: as it was when the page was last shown. */
  declare private settingsOpen: boolean | undefined;
  private stopHadFocus = false;
  /** Unfolded by a try to send, not by the user: folded again when the message goes, to leave the room to the answer. */
  private isUnfoldedToMend = false;
  /** The message as it was typed: it stays in the field, however long it is. */
  private typed = '';

  constructor(
    readonly store: PageStore,
    private readonly say: (text: string) => void,
  ) {
    super();
    this.numbers = { temperature: '', 'max-output': '' };
    this.triedToSend = false;
  }

  focusMessage(): void {
    this.querySelector<HTMLElement>('#message')?.focus();
  }

  /** Sends, or shows what is missing and goes to the first such field. */
  send = (): void => {
    const why = whyReadOnly(this.store.access);
    if (why !== undefined) return this.say(why);
    if (this.isStreaming) return this.say(words('notWhileStreaming'));
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

  private get draft(): Draft {
    return this.store.draft;
  }

  private get isStreaming(): boolean {
    return this.store.streaming !== undefined;
  }

  /** Nothing can be sent here. A message can be written, for a copy. */
  get isDisabled(): boolean {
    return !this.store.canWrite;
  }

  protected override willUpdate(): void {
    this.stopHadFocus = document.activeElement?.matches('[data-testid="stop"]') ?? false;
    // The text that the user typed ("0.70") stays as long as it means what the draft holds (0.7).
    for (const { name, of, parse } of numberFields) {
      const parsed = parse(this.numbers[name]);
      const value = this.draft[of];
      if ('value' in parsed && parsed.value !== value) {
        this.numbers = { ...this.numbers, [name]: value === null ? '' : String(value) };
      }
    }
  }

  protected override updated(): void {
    if (this.stopHadFocus && !this.isStreaming) this.focusMessage();
  }

  protected override render(): TemplateResult {
    const { store, isUnfolded } = this;
    return html`<section class="composer" aria-label=${words('yourMessage')}>
      ${settingsLine(store, isUnfolded, this.shownProblems.find(isSetting), () => this.fold(isUnfolded))}
      <div class="settings" id="settings" ?hidden=${!isUnfolded}>
        <div class="fields">${this.choiceFields()}</div>
        ${store.provider?.can.sampling ? samplingField(this) : nothing} ${systemField(this)}
      </div>
      ${notes(store, this.notSent)} ${this.messageField()}
      <div class="send-line">
        ${this.destination()}
        ${
          this.isStreaming && !this.isDisabled
            ? button('stop', words('stop'), this.stop, { icon: 'debug-stop', title: words('stopKeys'), primary: true })
            : button('send', words('send'), this.send, sendOptions(this.isDisabled))
        }
      </div>
    </section>`;
  }

  private get isUnfolded(): boolean {
    return this.settingsOpen ?? this.store.host.settingsOpen;
  }

  private fold(folded: boolean): void {
    this.settingsOpen = !folded;
    this.isUnfoldedToMend = false;
    this.store.host.save({ settingsOpen: !folded });
  }

  private destination(): TemplateResult {
    const { canWrite, provider } = this.store;
    const text = canWrite ? destinationOf(provider) : words('readOnly');
    return html`<p class="destination" data-testid="destination" title=${text}>${text}</p>`;
  }

  private choiceFields(): TemplateResult {
    return html`${providerField(this, (id) => this.chooseProvider(id))} ${modelField(this)}
    ${numberFields.map((field) => numberField(this, field, this.numbers[field.name], (text) => this.typeNumber(field, text)))}`;
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
        placeholder=${words(this.isDisabled ? 'messageHintCopy' : 'messageHint')}
        ?readonly=${isLong}
        aria-invalid=${problem === undefined ? 'false' : 'true'}
        aria-describedby=${isLong ? 'long-message' : problem === undefined ? nothing : 'problem-message'}
        .value=${isLong ? startOf(message) : message}
        @input=${this.input}
        @paste=${this.paste}
      ></textarea>
      ${isLong ? longMessageLine(message, this.removeMessage) : nothing} ${problemLine(problem)}
    </div>`;
  }

  private readonly input = ({ target, inputType }: InputEvent): void => {
    const wasEmpty = this.draft.message === '';
    const message = (target as HTMLTextAreaElement).value;
    this.typed = message;
    this.store.edit({ message });
    if (wasEmpty && /^insertFrom(?:Paste|Drop)$/.test(inputType)) void this.store.offers.look();
  };

  /** A long text goes past the field, which would take seconds for it. */
  private readonly paste = (event: ClipboardEvent): void => {
    const { selectionStart, selectionEnd } = event.target as HTMLTextAreaElement;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const result = pasteLong(this.draft.message, text, [selectionStart, selectionEnd]);
    if (result === undefined) return;
    event.preventDefault();
    if (result === 'tooLong') this.say(words('messageTooLong'));
    else this.store.edit(result);
    if (result !== 'tooLong' && result.message === text) void this.store.offers.look();
  };

  private readonly removeMessage = (): void => {
    this.store.edit({ message: '' });
    this.focusMessage();
  };

  private get problems(): Problem[] {
    return problemsOf(this.draft, this.store.provider, this.numbers);
  }

  /** A number that is wrong is told at once, a field that is still empty only when Send was tried. */
  private get shownProblems(): Problem[] {
    const atOnce = ({ field }: Problem): boolean => ['temperature', 'max-output', 'sampling'].includes(field);
    return this.problems.filter((problem) => this.triedToSend || atOnce(problem));
  }

  readonly problem = (name: FieldName): Problem | undefined => this.shownProblems.find(({ field }) => field === name);

  private typeNumber({ name, of, parse }: NumberField, text: string): void {
    this.numbers = { ...this.numbers, [name]: text };
    const parsed = parse(text);
    if ('value' in parsed) this.store.edit({ [of]: parsed.value });
  }

  /** A model id belongs to its provider: takes the one last used there, else its first suggestion. */
  private chooseProvider(providerId: string): void {
    const models = this.store.providers.find(({ id }) => id === providerId)?.models ?? [];
    const used = [...this.store.turns.values()].findLast((turn) => turn.providerId === providerId)?.model;
    const model = models.includes(this.draft.model) ? this.draft.model : (used ?? models[0] ?? '');
    this.store.edit({ providerId, model });
  }
}
customElements.define('ai-composer', Composer);
