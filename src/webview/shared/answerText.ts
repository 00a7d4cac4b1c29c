import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { LightElement } from './lightElement';
import type { Post } from './lightElement';
import { clickedLink } from './pageLinks';
import { codeActions, codeOf, copiedCode, safeUrl } from './answerMarkdown';
import type { CodeAction } from './answerMarkdown';
import { CodeColours } from './codeColours';
import { PlainText } from './plainText';
import { Slices } from './slices';
import { FrameThrottle, MarkdownStream } from './markdownStream';
import { words } from './strings';

/** Event that bubbles after text was drawn. Code that keeps the end of the conversation in sight then scrolls. */
export const drawnEvent = 'ai-drawn';
/** Event that bubbles after `drawnEvent`, when all of the text stands there. */
export const settledEvent = 'ai-settled';

/** An answer as Markdown. Draws by itself, throttled; its own template is only the places to draw into. */
class AnswerText extends LightElement {
  static override properties = {
    text: { attribute: false },
    post: { attribute: false },
    appliesFor: { attribute: false },
  };
  declare text: string;
  declare post: Post;
  /** The id of the answer, if code in it can take the place of what the answer is about. */
  declare appliesFor: string | undefined;

  private stream: MarkdownStream | undefined;
  private readonly colours = new CodeColours();
  private readonly slices = new Slices(
    () => this.step(),
    (more) => this.sliced(more),
  );
  private readonly throttle = new FrameThrottle(() => this.slices.run());
  private hasPlainRest = false;

  constructor() {
    super();
    this.text = '';
    this.addEventListener('click', (event) => this.onClick(event));
    this.addEventListener('auxclick', (event) => this.onClick(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.colours.colour(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.colours.clear();
  }

  protected override render(): TemplateResult {
    return html`<div class="markdown"></div>
      ${this.plainRestHint('draw-all')}
      <div class="plain-rest"></div>
      ${this.plainRestHint('draw-all-end')}`;
  }

  /**
   * Draws the hint on the plain rest: above it for a user who wonders why it is
   * plain, below it for one who has read to its end.
   */
  private plainRestHint(id: string): TemplateResult | typeof nothing {
    if (!this.hasPlainRest) return nothing;
    return html`<p class="hint">
      ${words('plainRest')}
      <button type="button" class="link" data-testid=${id} @click=${() => this.drawAll()}>${words('formatAll')}</button>
    </p>`;
  }

  protected override updated(): void {
    this.throttle.request();
  }

  private step(): boolean {
    const target = this.querySelector<HTMLElement>('.markdown');
    const plain = this.querySelector<HTMLElement>('.plain-rest');
    // For an answer that is out of sight or out of the page, there is nothing left to draw.
    if (target === null || plain === null || !this.isConnected) return false;
    this.stream ??= this.newStream(target, plain);
    return this.stream.step(this.text);
  }

  private newStream(target: HTMLElement, plain: HTMLElement): MarkdownStream {
    const actions: readonly CodeAction[] = this.appliesFor === undefined ? codeActions : [...codeActions, 'apply-code'];
    return new MarkdownStream(target, plain, undefined, (box) => this.colours.colour(box), actions);
  }

  private sliced(more: boolean): void {
    const hasPlainRest = this.stream?.hasPlainRest ?? false;
    if (this.hasPlainRest !== hasPlainRest) {
      this.hasPlainRest = hasPlainRest;
      this.requestUpdate();
    }
    this.dispatchEvent(new Event(drawnEvent, { bubbles: true }));
    if (!more) this.dispatchEvent(new Event(settledEvent, { bubbles: true }));
  }

  private drawAll(): void {
    this.stream?.drawAll();
    this.throttle.request();
  }

  private onClick(event: MouseEvent): void {
    const url = safeUrl(clickedLink(event)?.getAttribute('href') ?? '');
    if (event.type !== 'click') return;
    if (url !== undefined) this.post({ type: 'openLink', url });
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button.copy-code') : null;
    if (button) this.act(button);
  }

  private act(button: HTMLElement): void {
    const { text, language } = codeOf(button);
    const action = button.dataset['testid'];
    if (action === 'insert-code') this.post({ type: 'insertText', text });
    else if (action === 'open-code') this.post({ type: 'openText', text, language });
    else if (action === 'apply-code') this.post({ type: 'applyText', answerId: this.appliesFor ?? '', text, language });
    else this.post({ type: 'copyText', text: copiedCode(button) });
  }
}
customElements.define('ai-answer-text', AnswerText);

/** Text as it is: messages and reasoning. */
class PlainTextElement extends LightElement {
  static override properties = { text: { attribute: false } };
  declare text: string;

  private readonly view = new PlainText(this);
  private readonly throttle = new FrameThrottle(() => {
    this.view.update(this.text);
    this.dispatchEvent(new Event(drawnEvent, { bubbles: true }));
  });

  constructor() {
    super();
    this.text = '';
  }

  protected override updated(): void {
    this.throttle.request();
  }
}
customElements.define('ai-plain-text', PlainTextElement);
