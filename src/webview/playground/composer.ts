import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { button } from './buttons';
import type { ColumnSettings } from './columnSettings';
import type { ColumnStore } from './columnStore';
import { problemLine } from './composerFields';
import { sizeLine } from './measure';
import type { Measured } from '../../core/playground/playgroundProtocol';
import { destinationsOf, messageProblem } from './fields';
import type { Problem } from './fields';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/strings';
import { longMessageLine, maxInFieldLength, pasteLong, startOf } from './longMessage';
import type { PageStore } from './pageStore';
import { whyReadOnly } from './readOnlyBar';
import { requestNotes } from './requestNotes';

/** No id of a column. */
const toAll = ' all';

/** The page around it, as the composer sees it. */
interface ComposerPage {
  readonly store: PageStore;
  /** Those of a column: below all of them stands the composer, and with one column its settings, too. */
  readonly settingsOf: (column: ColumnStore) => ColumnSettings;
  readonly measuredOf: (column: ColumnStore) => Measured | undefined;
  /** Brings a column in sight. */
  readonly show: (column: ColumnStore) => void;
  /** The column that had the focus last. */
  readonly current: () => ColumnStore;
  readonly say: (text: string) => void;
}

/** Writes a message and sends it in the columns. To be asked for an update when something changes in the store. */
export class Composer extends LightElement {
  static override properties = { triedToSend: { state: true }, target: { state: true } };
  /** From the first try on, it is shown that the message is missing. */
  declare private triedToSend: boolean;
  /** Id of the column that a message goes to, or `toAll`. */
  declare private target: string;
  private stopHadFocus = false;
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

  /** Sends, or shows what is missing and goes to the first such field. */
  send = (where?: 'current'): void => {
    const { store, settingsOf } = this.page;
    const why = whyReadOnly(store.access);
    if (why !== undefined) return this.page.say(why);
    const targets = where === 'current' ? [this.page.current()] : this.targets;
    if (targets.some(({ streaming }) => streaming !== undefined)) return this.page.say(words('notWhileStreaming'));
    const wrong = targets.find((column) => settingsOf(column).problems.length > 0);
    this.triedToSend = this.messageProblem !== undefined;
    for (const column of targets) settingsOf(column).tryToSend();
    if (wrong) return this.mend(wrong);
    if (this.messageProblem) {
      this.page.say(this.messageProblem.text);
      return this.focusMessage();
    }
    const { message } = store;
    const group = targets.length > 1 ? crypto.randomUUID() : undefined;
    for (const column of targets) {
      column.send({ ...column.draft, message, providerId: column.provider?.id ?? null }, group);
      settingsOf(column).sent();
    }
    store.sent();
    this.focusMessage();
  };

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

  /** Nothing can be sent here. A message can be written, for a copy. */
  private get isDisabled(): boolean {
    return !this.page.store.canWrite;
  }

  protected override willUpdate(): void {
    this.stopHadFocus = document.activeElement?.matches('.send-line [data-testid="stop"]') ?? false;
  }

  protected override updated(): void {
    if (this.stopHadFocus && !this.isStreaming) this.focusMessage();
  }

  protected override render(): TemplateResult {
    const { store, settingsOf } = this.page;
    return html`<section class="composer" aria-label=${words('yourMessage')}>
      ${store.isLone ? settingsOf(store.main) : nothing} ${this.undoLine()} ${requestNotes(store.offers)}
      ${this.messageField()}
      <div class="send-line">
        ${this.destination()} ${store.isLone ? sizeLine(this.page.measuredOf(store.main)) : this.choice()}
        ${this.buttons()}
      </div>
    </section>`;
  }

  /** Stop takes the place of Send where what streams is in the way. */
  private buttons(): TemplateResult {
    const { isLone, isStreaming } = this.page.store;
    const label = words(isLone ? 'stop' : 'stopAll');
    const isInTheWay = this.targets.some(({ streaming }) => streaming !== undefined);
    const stop =
      isStreaming && !this.isDisabled
        ? button('stop', label, this.stop, { icon: 'debug-stop', title: words('stopKeys'), primary: isInTheWay })
        : nothing;
    const title = words(isLone ? 'sendKeys' : 'sendKeysColumns');
    const options = { icon: 'send', title, disabled: this.isDisabled, primary: true };
    const send = isInTheWay && !this.isDisabled ? nothing : button('send', words('send'), () => this.send(), options);
    return html`${stop} ${send}`;
  }

  private choice(): TemplateResult {
    const { columns } = this.page.store;
    const options = [
      { label: words('sendToAll', columns.length), value: toAll },
      ...columns.map(({ name, columnId }) => ({ label: name, value: columnId })),
    ];
    const target = columns.some(({ columnId }) => columnId === this.target) ? this.target : toAll;
    return html`<vscode-single-select
      class="send-to"
      data-testid="send-to"
      label=${words('sendTo')}
      title=${words('sendTo')}
      position="above"
      .options=${options}
      .value=${live(target)}
      @change=${(event: Event) => (this.target = (event.target as HTMLSelectElement).value)}
    ></vscode-single-select>`;
  }

  /** What was done to the columns, and a way back. */
  private undoLine(): TemplateResult | typeof nothing {
    const { store } = this.page;
    if (store.undoable === undefined) return nothing;
    const undo = (): void => {
      store.undoColumns();
      this.focusMessage();
    };
    return html`<p class="along" data-testid="undo-line" role="status">
      <span>${store.undoable}</span> ·
      <button type="button" class="link" data-testid="undo-columns" @click=${undo}>${words('undo')}</button>
    </p>`;
  }

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
        placeholder=${words(this.isDisabled ? 'messageHintCopy' : 'messageHint')}
        ?readonly=${isLong}
        aria-invalid=${problem === undefined ? 'false' : 'true'}
        aria-describedby=${isLong ? 'long-message' : problem === undefined ? nothing : 'problem-message'}
        .value=${isLong ? startOf(message) : message}
        @input=${this.input}
        title=${words('dropHint')}
        @paste=${this.paste}
        @dragover=${this.dragOver}
        @drop=${this.drop}
      ></textarea>
      ${isLong ? longMessageLine(message, this.removeMessage) : nothing} ${problemLine(problem, 'problem-message')}
    </div>`;
  }

  private readonly input = ({ target, inputType }: InputEvent): void => {
    const { store } = this.page;
    const wasEmpty = store.message === '';
    const message = (target as HTMLTextAreaElement).value;
    this.typed = message;
    store.editMessage(message);
    if (wasEmpty && /^insertFrom(?:Paste|Drop)$/.test(inputType)) void store.offers.look();
  };

  /** A long text goes past the field, which would take seconds for it. */
  private readonly paste = (event: ClipboardEvent): void => {
    const { selectionStart, selectionEnd } = event.target as HTMLTextAreaElement;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const { store, say } = this.page;
    const result = pasteLong(store.message, text, [selectionStart, selectionEnd]);
    if (result === undefined) return;
    event.preventDefault();
    if (result === 'tooLong') say(words('messageTooLong'));
    else {
      store.editMessage(result.message);
      if (result.message === text) void store.offers.look();
    }
  };

  /** Without this the browser takes no files. */
  private readonly dragOver = (event: DragEvent): void => {
    if (filesIn(event) !== undefined && !this.isDisabled) event.preventDefault();
  };

  private readonly drop = (event: DragEvent): void => {
    const uris = filesIn(event);
    if (uris === undefined || this.isDisabled) return;
    event.preventDefault();
    if (uris.length > 0) this.page.store.host.post({ type: 'addFiles', uris });
  };

  private readonly removeMessage = (): void => {
    this.page.store.editMessage('');
    this.focusMessage();
  };

  private get messageProblem(): Problem | undefined {
    return messageProblem(this.page.store.message);
  }
}
/** The lists of addresses that VS Code drags: its own has remote files, too. */
const uriLists = ['application/vnd.code.uri-list', 'text/uri-list'];
const maxFiles = 200;

/** The addresses of what is dragged, none while it is not dropped yet; `undefined` where it is no files. */
function filesIn({ dataTransfer }: DragEvent): string[] | undefined {
  const list = uriLists.find((type) => dataTransfer?.types.includes(type));
  if (list === undefined) return undefined;
  const lines = dataTransfer?.getData(list).split(/\r?\n/) ?? [];
  return lines.filter((line) => line !== '' && !line.startsWith('#') && line.length <= 2_000).slice(0, maxFiles);
}
customElements.define('ai-composer', Composer);
