import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { nextTask } from '../shared/slices';
import { words } from '../shared/strings';
import { button } from './buttons';
import type { Conversation } from './conversation';

/** Knows whether something new stands below what is looked at, and leads there. */
export class JumpToLatest {
  private hasNews = false;

  constructor(
    private readonly scroller: Conversation,
    private readonly onChange: () => void,
  ) {
    // After steadyView, which looks in such a task where a scroll has led to.
    const onScroll = (): void => {
      if (this.hasNews) nextTask(() => this.look(), 'user-blocking');
    };
    scroller.addEventListener('scroll', onScroll, { passive: true });
  }

  /** Something came at the end. */
  news(): void {
    if (!this.hasNews && !this.scroller.steady.isAtEnd) this.set(true);
  }

  /** Nothing is new any more for those who are at the end. */
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
    // The button goes, and must not take the focus with it.
    this.scroller.focus({ preventScroll: true });
    this.set(false);
  };

  private set(hasNews: boolean): void {
    if (hasNews === this.hasNews) return;
    this.hasNews = hasNews;
    this.onChange();
  }
}
