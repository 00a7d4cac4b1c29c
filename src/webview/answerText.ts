import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { safeUrl } from './markdown';
import { LightElement } from './lightElement';
import type { Post } from './lightElement';
import { PlainText } from './plainText';
import { FrameThrottle, MarkdownStream } from './streaming';

/** Sent, bubbling, after text was drawn: whoever keeps the end of the conversation in sight scrolls. */
export const drawnEvent = 'ai-drawn';

/** An answer as Markdown. Draws by itself, throttled; its own template is only the places to draw into. */
export class AnswerText extends LightElement {
  static override properties = { text: { attribute: false }, post: { attribute: false } };
  declare text: string;
  declare post: Post;

  private stream: MarkdownStream | undefined;
  private readonly throttle = new FrameThrottle(() => this.draw());
  private hasPlainRest = false;

  constructor() {
    super();
    this.text = '';
    this.addEventListener('click', (event) => this.onClick(event));
    this.addEventListener('auxclick', (event) => this.onClick(event));
  }

  protected override render(): TemplateResult {
    return html`<div class="markdown"></div>
      ${
        this.hasPlainRest
          ? html`<p class="hint">
              From here on the text stands unformatted, because it is very long.
              <button type="button" class="link" data-testid="draw-all" @click=${() => this.drawAll()}>
                Format all of it
              </button>
            </p>`
          : nothing
      }
      <div class="plain-rest"></div>`;
  }

  protected override updated(): void {
    this.throttle.request();
  }

  private draw(): void {
    const target = this.querySelector<HTMLElement>('.markdown');
    const plain = this.querySelector<HTMLElement>('.plain-rest');
    if (target === null || plain === null) return;
    this.stream ??= new MarkdownStream(target, plain);
    const more = this.stream.step(this.text);
    if (this.hasPlainRest !== this.stream.hasPlainRest) {
      this.hasPlainRest = this.stream.hasPlainRest;
      this.requestUpdate();
    }
    if (more) this.throttle.request();
    this.dispatchEvent(new Event(drawnEvent, { bubbles: true }));
  }

  private drawAll(): void {
    this.stream?.drawAll();
    this.throttle.request();
  }

  private onClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest('a');
    if (link) {
      // Stopped as well, so that VS Code's own handler of links in webviews does not open it a second time.
      event.preventDefault();
      event.stopPropagation();
      const url = safeUrl(link.getAttribute('href') ?? '');
      if (url !== undefined && event.type === 'click') this.post({ type: 'openLink', url });
    }
    const copy = target?.closest<HTMLButtonElement>('button.copy-code');
    if (copy && event.type === 'click') this.copyCode(copy);
  }

  private copyCode(button: HTMLButtonElement): void {
    const code = button.closest('.code')?.querySelector('code')?.textContent ?? '';
    this.post({ type: 'copyText', text: code.replace(/\n$/, '') });
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), 2_000);
  }
}
customElements.define('ai-answer-text', AnswerText);

/** Text as it is: messages and reasoning. */
export class PlainTextElement extends LightElement {
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
