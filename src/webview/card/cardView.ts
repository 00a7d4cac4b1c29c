import { linkTarget } from '../../core/pages/address';
import type { LinkTarget } from '../../core/pages/address';
import { cardAddress } from '../../core/pages/cardPage';
import { toCard } from '../../core/pages/cardProtocol';
import type { FromCard, ShownCard, ToCard } from '../../core/pages/cardProtocol';
import type { FromPages } from '../../core/pages/pagesProtocol';
import type { NoAnswers } from '../../core/base/rpc/ask';
import { HostClient } from '../shared/hostClient';
import type { PageApi } from '../shared/pageApi';
import { translate, words } from '../shared/strings';
import { drawPage } from '../shared/page/drawPage';
import { markCounterModel } from '../shared/page/modelActions';
import { clickedLink } from '../shared/clickedLink';

type Post = (message: FromCard) => void;

/** The glossary card: what the host says, with what can be done below it. */
class CardView {
  private readonly main = document.createElement('main');
  /** Says what was done in the card; what the cursor brings is not said, for the reader is in the editor then. */
  private readonly announcer = document.createElement('div');
  private links = new WeakMap<Element, LinkTarget>();
  private counterModel = '';

  constructor(
    root: HTMLElement,
    private readonly post: Post,
    keys: EventTarget,
  ) {
    this.announcer.className = 'unseen';
    this.announcer.setAttribute('role', 'status');
    root.append(this.main, this.announcer);
    for (const type of ['click', 'auxclick'] as const) this.main.addEventListener(type, (event) => this.onClick(event));
    keys.addEventListener('keydown', (event) => this.onKey(event as KeyboardEvent), { capture: true });
  }

  receive(message: ToCard): void {
    switch (message.type) {
      case 'start':
        return translate(message.strings);
      case 'card':
        return this.showCard(message);
      case 'empty':
        return this.showEmpty();
      case 'takeFocus':
        return this.takeFocus();
      case 'counterModel':
        this.counterModel = message.modelId;
        return markCounterModel(this.main, message.modelId);
    }
  }

  private showCard(card: ShownCard): void {
    const pressed =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset['testid'] : undefined;
    this.links = new WeakMap();
    const content = drawPage(card.page, {
      targetOf: (href) => linkTarget(cardAddress, href),
      onLink: (link, target) => this.links.set(link, target),
      post: (message) => this.pass(message),
      announce: (text) => this.announce(text),
    });
    this.main.replaceChildren(
      ...(card.back === undefined ? [] : [this.backButton(card.back)]),
      content,
      ...this.below(card),
    );
    markCounterModel(this.main, this.counterModel);
    if (card.takesFocus) {
      window.scrollTo(0, 0);
      this.takeFocus();
    } else if (pressed !== undefined) {
      // The button that was pressed says something else now, and keeps the focus.
      this.main.querySelector<HTMLElement>(`[data-testid="${pressed}"]`)?.focus();
      if (pressed === 'know') this.announce(words(card.term?.isKnown === true ? 'cardKnown' : 'cardNotKnown'));
    }
  }

  private showEmpty(): void {
    const text = document.createElement('h1');
    text.className = 'empty';
    text.tabIndex = -1;
    text.textContent = words('cardEmpty');
    this.main.replaceChildren(text);
  }

  private takeFocus(): void {
    this.main.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  private announce(text: string): void {
    if (document.hasFocus()) this.announcer.textContent = text;
  }

  private backButton(title: string): HTMLElement {
    const row = document.createElement('p');
    row.className = 'back';
    row.append(linkButton('back', `← ${words('cardBack', title)}`, () => this.post({ type: 'back' })));
    return row;
  }

  private below({ term, isAtCursor }: ShownCard): HTMLElement[] {
    if (!term) return [];
    const row = document.createElement('p');
    row.className = 'below';
    const { id: termId, isKnown } = term;
    if (isKnown) row.append(words('cardKnown'), ' ');
    row.append(
      linkButton('know', words(isKnown ? 'cardExplainAgain' : 'cardKnow'), () =>
        this.post({ type: 'know', termId, isKnown: !isKnown }),
      ),
    );
    if (isAtCursor && !isKnown) row.append(linkButton('why', words('cardWhy'), () => this.post({ type: 'explain' })));
    return [row];
  }

  /** Of what pages can ask for, what a card has. */
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

  private onClick(event: MouseEvent): void {
    const link = clickedLink(event);
    if (!link) return;
    const target = this.links.get(link);
    if (event.type !== 'click') return;
    if (target?.kind === 'page') this.post({ type: 'follow', place: target.place });
    if (target?.kind === 'web') this.post({ type: 'openLink', url: target.url });
  }
}

function linkButton(id: string, text: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link-button';
  button.dataset['testid'] = id;
  button.textContent = text;
  button.addEventListener('click', press);
  return button;
}

/** Fills `root` with the card, hears the host through `target` (the window), and says that it is ready. */
export function startCard(api: PageApi, root: HTMLElement, target: EventTarget): void {
  const host = new HostClient<FromCard, ToCard, NoAnswers>(api, { messages: toCard, answers: {} });
  const view = new CardView(root, host.post, target);
  host.listen(target, (message) => view.receive(message));
  host.post({ type: 'ready' });
}
