import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
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

const sendOptions = (disabled: boolean) => ({ icon: 'send', title: words('sendKeys'), disabled, primary: true });

/** The page around it, as the composer sees it. */
interface ComposerPage {
  readonly store: PageStore;
  /** Those of a column: below all of them stands the composer, and with one column its settings, too. */
  readonly settingsOf: (column: ColumnStore) => ColumnSettings;
  readonly measuredOf: (column: ColumnStore) => Measured | undefined;
  /** Brings a column in sight. */
  readonly show: (column: ColumnStore) => void;
  readonly say: (text: string) => void;
}

/** Writes a message and sends it in the columns. To be asked for an update when something changes in the store. */
export class Composer extends LightElement {
  static override properties = { triedToSend: { state: true } };
  /** From the first try on, it is shown that the message is missing. */
  declare private triedToSend: boolean;
  private stopHadFocus = false;
  /** The message as it was typed: it stays in the field, however long it is. */
  private typed = '';

  constructor(private readonly page: ComposerPage) {
    super();
    this.triedToSend = false;
  }

  focusMessage(): void {
    this.querySelector<HTMLElement>('#message')?.focus();
  }

  /** Sends, or shows what is missing and goes to the first such field. */
  send = (): void => {
    const { store, settingsOf } = this.page;
    const why = whyReadOnly(store.access);
    if (why !== undefined) return this.page.say(why);
    const { targets } = this;
    if (targets.some(({ streaming }) => streaming !== undefined)) return this.page.say(words('notWhileStreaming'));
    const wrong = targets.find((column) => settingsOf(column).problems.length > 0);
    this.triedToSend = this.messageProblem !== undefined;
    for (const column of targets) settingsOf(column).tryToSend();
    if (wrong) return this.mend(wrong);
    if (this.messageProblem) {
      this.page.say(this.messageProblem.text);
      return this.focusMessage();
    }
    for (const column of targets) {
      column.send({ ...column.draft, message: store.message, providerId: column.provider?.id ?? null });
      settingsOf(column).sent();
    }
    this.focusMessage();
  };

  stop = (): void => {
    for (const column of this.page.store.columns) if (column.streaming) column.stop();
  };

  /** The columns that a message goes to. */
  private get targets(): readonly ColumnStore[] {
    return this.page.store.columns;
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
      ${store.columns.length === 1 ? settingsOf(store.main) : nothing} ${this.messageField()}
      <div class="send-line">
        ${this.destination()} ${store.columns.length === 1 ? sizeLine(this.page.measuredOf(store.main)) : nothing}
        ${
          this.isStreaming && !this.isDisabled
            ? button('stop', words('stop'), this.stop, { icon: 'debug-stop', title: words('stopKeys'), primary: true })
            : button('send', words('send'), this.send, sendOptions(this.isDisabled))
        }
      </div>
    </section>`;
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
        @input=${(event: InputEvent) => this.type((event.target as HTMLTextAreaElement).value)}
        title=${words('dropHint')}
        @paste=${this.paste}
        @dragover=${this.dragOver}
        @drop=${this.drop}
      ></textarea>
      ${isLong ? longMessageLine(message, this.removeMessage) : nothing} ${problemLine(problem, 'problem-message')}
    </div>`;
  }

  private type(message: string): void {
    this.typed = message;
    this.page.store.editMessage(message);
  }

  /** A long text goes past the field, which would take seconds for it. */
  private readonly paste = (event: ClipboardEvent): void => {
    const { selectionStart, selectionEnd } = event.target as HTMLTextAreaElement;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const { store, say } = this.page;
    const result = pasteLong(store.message, text, [selectionStart, selectionEnd]);
    if (result === undefined) return;
    event.preventDefault();
    if (result === 'tooLong') say(words('messageTooLong'));
    else store.editMessage(result.message);
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
