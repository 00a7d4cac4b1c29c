import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { nextTask } from '../shared/slices';
import { words } from '../shared/strings';
import { button } from './buttons';
import type { Conversation } from './conversation';

/** Knows whether something new stands below the visible part, and leads there. */
export class JumpToLatest {
  private hasNews = false;

  constructor(
    private readonly scroller: Conversation,
    private readonly onChange: () => void,
  ) {
    // Runs after steadyView, which also uses such a task to see where a scroll has led.
    const onScroll = (): void => {
      if (this.hasNews) nextTask(() => this.look(), 'user-blocking');
    };
    scroller.addEventListener('scroll', onScroll, { passive: true });
  }

  /** Called when something came at the end. */
  news(): void {
    if (!this.hasNews && !this.scroller.steady.isAtEnd) this.set(true);
  }

  /** Hides the button if the user is at the end, where nothing is new any more. */
  look(): void {
    if (this.scroller.steady.isAtEnd) this.set(false);
  }

  render(): TemplateResult | typeof nothing {
    if (!this.hasNews) return nothing;
    return html`<div class="jump">
      ${button('jump-to-latest', words('jumpToLatest'), this.jump, { icon: 'arrow-down' })}
    </div>`;
  }

  private readonly jump = (): void => {
    this.scroller.steady.goToEnd();
    this.scroller.scrollTop = this.scroller.scrollHeight;
    // The button goes away, and must not take the focus with it.
    this.scroller.focus({ preventScroll: true });
    this.set(false);
  };

  private set(hasNews: boolean): void {
    if (hasNews === this.hasNews) return;
    this.hasNews = hasNews;
    this.onChange();
  }
}
