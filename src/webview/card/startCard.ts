import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { linkTarget } from '../../core/pages/address';
import type { LinkTarget } from '../../core/pages/address';
import { cardAddress } from '../../core/pages/cardPage';
import { toCard } from '../../core/pages/cardProtocol';
import type { FromCard, ShownCard, ToCard } from '../../core/pages/cardProtocol';
import type { FromPages } from '../../core/pages/pagesProtocol';
import type { NoAnswers } from '../../core/base/rpc/ask';
import { HostClient } from '../shared/hostClient';
import { followLinks } from '../shared/pageLinks';
import type { PageApi } from '../shared/pageApi';
import { translate, words } from '../shared/strings';
import { markCounterModel } from '../shared/page/blocks';
import { drawPage } from '../shared/page/drawPage';
import { linkButton } from '../shared/linkButton';

type Post = (message: FromCard) => void;

/** The glossary card: the content that the host sends, and the actions below it. */
class CardView {
  private readonly main = document.createElement('main');
  private readonly onLink = followLinks(this.main, (target) => this.follow(target));
  /**
   * Live region that says what was done in the card. A change that comes from the cursor is
   * not said, as the reader is in the editor then.
   */
  private readonly announcer = document.createElement('div');
  private counterModel = '';

  constructor(
    root: HTMLElement,
    private readonly post: Post,
    keys: EventTarget,
  ) {
    this.announcer.className = 'unseen';
    this.announcer.setAttribute('role', 'status');
    root.append(this.main, this.announcer);
    keys.addEventListener('keydown', (event) => this.onKey(event as KeyboardEvent), { capture: true });
  }

  receive(message: ToCard): void {
    switch (message.type) {
      case 'start':
        return translate(message.strings);
      case 'card':
        return this.showCard(message);
      case 'empty':
        render(html`<h1 class="empty" tabindex="-1">${words('cardEmpty')}</h1>`, this.main);
        return;
      case 'takeFocus':
        return this.takeFocus();
      case 'counterModel':
        this.counterModel = message.modelId;
        return markCounterModel(this.main, message.modelId);
    }
  }

  private showCard(card: ShownCard): void {
    const { activeElement } = document;
    const read = document.hasFocus() && activeElement?.matches('h1') ? activeElement.textContent : undefined;
    const pressed =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset['testid'] : undefined;
    const content = drawPage(card.page, {
      targetOf: (href) => linkTarget(cardAddress, href),
      onLink: this.onLink,
      post: (message) => this.pass(message),
      announce: (text) => this.announce(text),
    });
    render([this.back(card), content, this.below(card)], this.main);
    markCounterModel(this.main, this.counterModel);
    if (card.takesFocus) {
      window.scrollTo(0, 0);
      this.takeFocus();
    } else if (read !== undefined && read === this.main.querySelector('h1')?.textContent) {
      // The card shows the same term, but says something else about the open text.
      this.takeFocus();
    } else if (pressed !== undefined) {
      // The pressed button has another label now, and keeps the focus.
      this.main.querySelector<HTMLElement>(`[data-testid="${pressed}"]`)?.focus();
      if (pressed === 'know') this.announce(words(card.term?.isKnown === true ? 'cardKnown' : 'cardNotKnown'));
    }
  }

  private takeFocus(): void {
    this.main.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  private announce(text: string): void {
    if (document.hasFocus()) this.announcer.textContent = text;
  }

  private back({ back }: ShownCard): TemplateResult | typeof nothing {
    if (back === undefined) return nothing;
    const goBack = (): void => this.post({ type: 'back' });
    return html`<p class="back">${linkButton('back', `← ${words('cardBack', back)}`, goBack)}</p>`;
  }

  private below({ term, isAtCursor }: ShownCard): TemplateResult | typeof nothing {
    if (!term) return nothing;
    const { id: termId, isKnown } = term;
    const know = (): void => this.post({ type: 'know', termId, isKnown: !isKnown });
    return html`<p class="below">
      ${isKnown ? words('cardKnown') : nothing}
      ${linkButton('know', words(isKnown ? 'cardExplainAgain' : 'cardKnow'), know)}
      ${isAtCursor && !isKnown ? linkButton('why', words('cardWhy'), () => this.post({ type: 'explain' })) : nothing}
    </p>`;
  }

  /** Passes on those messages of pages that a card has, too. */
  private pass(message: FromPages): void {
    if (message.type === 'useInCounter' || message.type === 'openInPlayground' || message.type === 'copyText')
      this.post(message);
  }

  private onKey(event: KeyboardEvent): void {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (ctrlKey || metaKey || shiftKey) return;
    const back = this.main.querySelector('[data-testid="back"]');
    if (key === 'Escape' && !altKey) this.post({ type: 'leave' });
    else if (key === 'ArrowLeft' && altKey && back) this.post({ type: 'back' });
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private follow(target: LinkTarget): void {
    if (target.kind === 'page') this.post({ type: 'follow', place: target.place });
    if (target.kind === 'web') this.post({ type: 'openLink', url: target.url });
  }
}

/** Fills `root` with the card, hears the host through `target` (the window), and says that it is ready. */
export function startCard(api: PageApi, root: HTMLElement, target: EventTarget): void {
  const host = new HostClient<FromCard, ToCard, NoAnswers>(api, { messages: toCard, answers: {} });
  const view = new CardView(root, host.post, target);
  host.listen(target, (message) => view.receive(message));
  host.post({ type: 'ready' });
}
