/**
 * Gives the focus back to the element of the page that had it. When the user leaves a list that was opened from the
 * page, VS Code gives the focus to the page as a whole, and what is typed then goes nowhere.
 */
export class KeptFocus {
  private last: HTMLElement | undefined;

  /** @param instead takes the focus if the element that had it is gone */
  constructor(
    private readonly page: HTMLElement,
    private readonly instead: () => void,
  ) {}

  connect(): void {
    this.page.addEventListener('focusin', this.keep);
    window.addEventListener('focus', this.giveBack);
  }

  disconnect(): void {
    this.page.removeEventListener('focusin', this.keep);
    window.removeEventListener('focus', this.giveBack);
  }

  private readonly keep = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement) this.last = target;
  };

  private readonly giveBack = (): void => {
    if (!this.last || !isLost()) return;
    if (this.last.isConnected) this.last.focus({ preventScroll: true });
    if (isLost()) this.instead();
  };
}

/** Whether nothing in the page has the focus. */
export const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;
