import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { additions, attachButton } from './additions';
import { bringNewsInSight } from './attachedList';
import { button } from './buttons';
import type { ColumnSettings } from './columnSettings';
import type { ColumnStore } from './columnStore';
import { problemLine } from './composerFields';
import { sizeLine } from './measure';
import { overflowNote } from './overflowNote';
import type { Measured } from '../../core/playground/playgroundProtocol';
import { withoutKeys } from '../../core/playground/import/keylessCommand';
import { destinationsOf, messageProblem, type FieldFault } from './numberFields';
import { attachFrom, filesIn, hasFiles } from './droppedFiles';
import { commandKey, isComposing } from '../shared/keys';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/strings';
import { longMessageLine, maxInFieldLength, pasteLong, startOf } from './longMessage';
import { beginButton, isPair, lackOfPair, ownAnswerButton, ownAnswerField } from './ownAnswer';
import type { PageStore } from './pageStore';
import { whyReadOnly } from './readOnlyBar';
import { requestNotes } from './requestNotes';
import { sendTo, toAll } from './sendTo';
import { undoLine } from './undoLine';
import { variableFields } from './variableFields';

/** The page around it, as the composer sees it. */
interface ComposerPage {
  readonly store: PageStore;
  /** Returns the settings of a column. The composer, below all columns, shows those of a column that is the only one. */
  readonly settingsOf: (column: ColumnStore) => ColumnSettings;
  readonly measuredOf: (column: ColumnStore) => Measured | undefined;
  /** Brings a column into sight. */
  readonly show: (column: ColumnStore) => void;
  /** The column that had the focus last. */
  readonly current: () => ColumnStore;
  readonly say: (text: string) => void;
  /** Leads to the result that a call waits for, or edits the last message. Returns whether there is one of them. */
  readonly toLast: () => boolean;
}

/** The field for a message, which is sent in the columns. Needs an update when something changes in the store. */
export class Composer extends LightElement {
  static override properties = { triedToSend: { state: true }, target: { state: true } };
  /** Whether the user has tried to send. From then on, a missing message is shown. */
  declare private triedToSend: boolean;
  /** Id of the column that a message goes to, or `toAll`. */
  declare private target: string;
  private stopHadFocus = false;
  private fileNews = 0;
  /** The message as it was typed: it stays in the field, however long it is. */
  private typed = '';

  constructor(private readonly page: ComposerPage) {
    super();
    this.triedToSend = false;
    this.target = toAll;
  }

  focusMessage(): void {
    this.querySelector<HTMLElement>('#message')?.focus();
  }

  /** Sends the message, or adds it with the answer that the user has written, or says why not. */
  send = (where?: 'current'): void => {
    const { store } = this.page;
    const why = whyReadOnly(store.access);
    if (why !== undefined) return this.page.say(why);
    const targets = where === 'current' ? [this.page.current()] : this.targets;
    const busy = targets.find(({ streaming }) => streaming !== undefined);
    if (busy) return busy.refuse(words('notWhileStreaming'));
    if (this.isPair) return this.addPair();
    this.sendTo(targets);
  };

  /** Sends the message, or shows what is missing and goes to the first such field. */
  private sendTo(targets: readonly ColumnStore[]): void {
    const { store, settingsOf } = this.page;
    const wrong = targets.find((column) => settingsOf(column).problems.length > 0);
    this.triedToSend = this.messageProblem !== undefined;
    for (const column of targets) settingsOf(column).tryToSend();
    if (wrong) return this.mend(wrong);
    if (this.messageProblem) {
      this.page.say(this.messageProblem.text);
      return this.focusMessage();
    }
    const group = targets.length > 1 ? crypto.randomUUID() : undefined;
    for (const column of targets) {
      column.send({ ...column.draft, ...store.composed, providerId: column.provider?.id ?? null }, group);
      settingsOf(column).sent();
    }
    store.sent();
    this.focusMessage();
  }

  /** Adds the message and the answer that the user has written to it to the conversation. No model is asked. */
  private addPair(): void {
    const { main } = this.page.store;
    const lacks = lackOfPair(main.draft);
    if (lacks === undefined) {
      main.tellEdit('saveEdit');
      return this.focusMessage();
    }
    main.refuse(words(lacks === 'message' ? 'problemMessage' : 'problemOwnAnswer'));
    this.querySelector<HTMLElement>(`[data-testid="${lacks}"]`)?.focus();
  }

  /** Whether the user writes the answer, too. It is that of the first column. */
  private get isPair(): boolean {
    return isPair(this.page.store.main.draft);
  }

  stop = (): void => {
    for (const column of this.page.store.columns) if (column.streaming) column.stop();
  };

  /** The columns that a message goes to. */
  private get targets(): readonly ColumnStore[] {
    const { store } = this.page;
    const one = store.column(this.target);
    return one ? [one] : store.columns;
  }

  private mend(column: ColumnStore): void {
    const settings = this.page.settingsOf(column);
    const [first] = settings.problems;
    if (!first) return;
    this.page.say(first.text);
    this.page.show(column);
    settings.tryToSend(first);
  }

  private get isStreaming(): boolean {
    return this.page.store.isStreaming;
  }

  /** Whether nothing can be sent here. A message can be written, for a copy. */
  private get isDisabled(): boolean {
    return !this.page.store.canWrite;
  }

  protected override willUpdate(): void {
    this.stopHadFocus = document.activeElement?.matches('.send-line [data-testid="stop"]') ?? false;
  }

  protected override updated(): void {
    if (this.stopHadFocus && !this.isStreaming) this.focusMessage();
    this.fileNews = bringNewsInSight(this, this.fileNews);
  }

  protected override render(): TemplateResult {
    const { store, settingsOf } = this.page;
    return html`<section class="composer" aria-label=${words('yourMessage')}>
      ${store.isLone ? settingsOf(store.main) : nothing} ${undoLine(store, () => this.focusMessage())}
      ${requestNotes(store.offers)}
      ${store.isLone ? overflowNote(this.page.measuredOf(store.main), store.main) : nothing}
      ${variableFields(store, this.isDisabled)} ${additions(this.page, this.isDisabled, this)} ${this.messageField()}
      ${this.isPair ? ownAnswerField(store.main) : nothing}
      <div class="send-line">
        ${this.destination()}
        ${store.isLone ? sizeLine(this.page.measuredOf(store.main)) : sendTo(store.columns, this.target, this.aim)}
        ${attachButton(store, this.isDisabled)} ${store.isStreaming ? nothing : this.pairButtons()} ${this.buttons()}
      </div>
    </section>`;
  }

  /** Draws the buttons. Stop takes the place of Send if a streaming answer is in the way. */
  private buttons(): TemplateResult {
    const { isLone, isStreaming } = this.page.store;
    const stopLabel = words(isLone ? 'stop' : 'stopAll');
    const isInTheWay = this.targets.some(({ streaming }) => streaming !== undefined);
    const stop =
      isStreaming && !this.isDisabled
        ? button('stop', stopLabel, this.stop, { icon: 'debug-stop', title: words('stopKeys'), primary: isInTheWay })
        : nothing;
    const label = words(this.isPair ? 'addPair' : 'send');
    const send = isInTheWay && !this.isDisabled ? nothing : button('send', label, () => this.send(), this.sendOptions);
    return html`${stop} ${send}`;
  }

  private get sendOptions() {
    const { enterSends, isLone } = this.page.store;
    const keys = enterSends ? 'Enter' : commandKey('Enter');
    const title = this.isPair
      ? words('addPairHint', commandKey('Enter'))
      : words(isLone ? 'sendKeys' : 'sendKeysColumns', keys);
    return { icon: this.isPair ? 'add' : 'send', title, disabled: this.isDisabled, primary: true };
  }

  /** Draws the buttons for the user's own answer. While columns are compared, none can be begun. */
  private pairButtons(): TemplateResult | typeof nothing {
    const { isLone, main } = this.page.store;
    if (!isLone && !this.isPair) return nothing;
    const begin = (): void => this.sendTo(this.targets);
    return html`${ownAnswerButton(main, this.isDisabled, this)}
    ${this.isPair ? beginButton(main, this.isDisabled, begin) : nothing}`;
  }

  private readonly aim = (target: string): void => {
    this.target = target;
  };

  private destination(): TemplateResult {
    const text = this.isDisabled ? words('readOnly') : destinationsOf(this.targets.map(({ provider }) => provider));
    return html`<p class="destination" data-testid="destination" title=${text}>${text}</p>`;
  }

  private messageField(): TemplateResult {
    const problem = this.triedToSend ? this.messageProblem : undefined;
    const { message } = this.page.store;
    const isLong = message.length > maxInFieldLength && message !== this.typed;
    return html`<div class="field message-field">
      <label class="unseen" for="message">${words('message')}</label>
      <textarea
        id="message"
        data-testid="message"
        rows="1"
        placeholder=${this.hint}
        ?readonly=${isLong}
        aria-invalid=${problem === undefined ? 'false' : 'true'}
        aria-describedby=${isLong ? 'long-message' : problem === undefined ? nothing : 'problem-message'}
        .value=${isLong ? startOf(message) : message}
        @input=${this.input}
        @keydown=${this.onKey}
        title=${words('dropHint')}
        @paste=${this.paste}
        @dragover=${this.dragOver}
        @drop=${this.drop}
      ></textarea>
      ${isLong ? longMessageLine(message, this.removeMessage) : nothing} ${problemLine(problem, 'problem-message')}
    </div>`;
  }

  private get hint(): string {
    if (this.isDisabled) return words('messageHintCopy');
    return this.page.store.enterSends ? words('messageHint') : words('messageHintCommand', commandKey('Enter'));
  }

  /** Handles Enter alone. With Ctrl or Cmd it sends wherever the focus is, which the page handles. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const { key, shiftKey, altKey, repeat } = event;
    const { store, toLast } = this.page;
    if (key === 'ArrowUp' && store.message === '' && !isComposing(event) && toLast()) return event.preventDefault();
    if (key !== 'Enter' || shiftKey || altKey || isComposing(event) || !store.enterSends) return;
    event.preventDefault();
    // A key that is held down sends once.
    if (!repeat) this.send();
  };

  private readonly input = ({ target, inputType }: InputEvent): void => {
    const { store } = this.page;
    const { value } = target as HTMLTextAreaElement;
    const isPasted = store.message === '' && /^insertFrom(?:Paste|Drop)$/.test(inputType);
    store.editMessage((this.typed = isPasted ? withoutKeys(value) : value));
    if (isPasted) void store.offers.look();
  };

  /** Pastes a long text past the field, which would take seconds for it. */
  private readonly paste = (event: ClipboardEvent): void => {
    const { selectionStart, selectionEnd } = event.target as HTMLTextAreaElement;
    const text = withoutKeys(event.clipboardData?.getData('text/plain') ?? '');
    const { store, say } = this.page;
    if (attachFrom(event.clipboardData, text === '', store.attachments)) return event.preventDefault();
    const result = pasteLong(store.message, text, [selectionStart, selectionEnd]);
    if (result === undefined) return;
    event.preventDefault();
    if (result === 'tooLong') say(words('messageTooLong'));
    else {
      store.editMessage(result.message);
      if (result.message === text) void store.offers.look();
    }
  };

  /** Accepts dragged files. Without this, the browser takes none. */
  private readonly dragOver = (event: DragEvent): void => {
    if (hasFiles(event) && !this.isDisabled) event.preventDefault();
  };

  private readonly drop = (event: DragEvent): void => {
    const { store } = this.page;
    if (!hasFiles(event) || this.isDisabled) return;
    event.preventDefault();
    const uris = filesIn(event) ?? [];
    if (uris.length > 0) store.host.post({ type: 'addFiles', uris });
    else attachFrom(event.dataTransfer, true, store.attachments);
  };

  private readonly removeMessage = (): void => {
    this.page.store.editMessage('');
    this.focusMessage();
  };

  private get messageProblem(): FieldFault | undefined {
    const { message, attachments } = this.page.store;
    return attachments.all.length > 0 ? undefined : messageProblem(message);
  }
}
customElements.define('ai-composer', Composer);
