import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { linkTarget, pathOf } from '../../core/pages/address';
import type { LinkTarget, PageAddress } from '../../core/pages/address';
import type { Page } from '../../core/pages/page';
import { pagesAnswers, toPages } from '../../core/pages/pagesProtocol';
import type { MissingPage } from '../../core/pages/pagesProtocol';
import { HostClient } from '../shared/hostClient';
import { iconButton } from '../shared/iconButton';
import { followLinks } from '../shared/pageLinks';
import type { PageApi } from '../shared/pageApi';
import { words } from '../shared/strings';
import { WordCards } from '../shared/wordCard';
import { markCounterModel } from '../shared/page/blocks';
import { drawMissing, drawPage } from '../shared/page/drawPage';
import { Navigator } from './navigator';
import type { PagesHost, PageView } from './navigator';
import { ScrollEdges } from './scrollEdges';

/** Milliseconds after the last scroll until the position is kept. */
const keepScrollAfter = 150;

/** A bar with Back, Forward and the zoom, and the shown page below it. */
class PagesView implements PageView {
  private readonly bar = document.createElement('header');
  private readonly main = document.createElement('main');
  private readonly announcer = document.createElement('div');
  private readonly edges = new ScrollEdges(this.main);
  readonly wordCards: WordCards;
  readonly navigator: Navigator;
  /** The element that is to get the focus together with the page. */
  private waiting: HTMLElement | undefined;
  private readonly onLink = followLinks(this.main, (target) => this.follow(target));
  private counterModel = '';
  private scrollTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    root: HTMLElement,
    api: PageApi,
    private readonly host: PagesHost,
  ) {
    this.navigator = new Navigator(api, host, this);
    this.bar.className = 'bar';
    this.announcer.className = 'unseen';
    this.announcer.setAttribute('role', 'status');
    root.append(this.bar, this.main, this.announcer);
    this.wordCards = new WordCards({
      host,
      texts: () => [this.main],
      top: () => this.bar.getBoundingClientRect().bottom,
      announce: (text) => (this.announcer.textContent = text),
    });
    this.wordCards.connect();
    // Handles the key before VS Code does. Alt+Left goes back in its editors, and
    // goes back here if there is a page to go back to.
    window.addEventListener('keydown', (event) => this.onKey(event), { capture: true });
    window.addEventListener('focus', () => this.takeWaitingFocus());
    window.addEventListener('scroll', () => this.onScroll(), { passive: true });
  }

  redraw(): void {
    const { navigator } = this;
    document.documentElement.style.setProperty('--page-zoom', String(navigator.zoom / 100));
    render([navigator.alone ? nothing : historyButtons(navigator), zoomButtons(navigator)], this.bar);
  }

  showPage(address: PageAddress, page: Page): void {
    this.wordCards.close();
    const content = drawPage(page, {
      targetOf: (href) => linkTarget(address, href),
      onLink: this.onLink,
      post: this.host.post,
      announce: (text) => (this.announcer.textContent = text),
    });
    this.main.replaceChildren(content);
    this.edges.watch(this.main);
    this.main.dataset['page'] = pathOf(address);
    document.title = page.title;
    this.announcer.textContent = '';
    this.setCounterModel(this.counterModel);
  }

  showMissing(address: PageAddress, missing: MissingPage): void {
    this.wordCards.close();
    this.main.dataset['page'] = pathOf(address);
    this.main.replaceChildren(drawMissing(missing, { post: this.host.post, onLink: this.onLink }));
  }

  setCounterModel(modelId: string): void {
    this.counterModel = modelId;
    markCounterModel(this.main, modelId);
  }

  unfold(anchor: string | undefined): void {
    const section = headingOf(anchor)?.closest('details');
    if (section) section.open = true;
  }

  goToHeading(anchor: string | undefined, focus: boolean): void {
    const heading = headingOf(anchor);
    if (focus) this.takeFocus(heading ?? this.main.querySelector('h1'));
    if (heading) heading.scrollIntoView();
    else window.scrollTo(0, 0);
  }

  get focused(): number | undefined {
    const index = document.activeElement ? this.stops.indexOf(document.activeElement) : -1;
    return index < 0 ? undefined : index;
  }

  focus(index: number | undefined): void {
    this.takeFocus((index === undefined ? undefined : this.stops[index]) ?? this.main.querySelector('h1'));
  }

  /**
   * Focuses an element if the page has the focus. It takes none away from another editor, or from a list that the user
   * has opened meanwhile: then it waits until the page gets the focus.
   */
  private takeFocus(element: Element | null): void {
    this.waiting = undefined;
    if (!(element instanceof HTMLElement)) return;
    if (document.hasFocus()) element.focus({ preventScroll: true });
    else this.waiting = element;
  }

  /** A tab that opens from a list has no focus yet when its first page is drawn. */
  takeWaitingFocus(): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting?.isConnected && document.activeElement === document.body) waiting.focus({ preventScroll: true });
  }

  /** The elements where the Tab key stops. Boxes that can scroll belong to them, whether they do now or not. */
  private get stops(): Element[] {
    return [...this.main.querySelectorAll('a[href], button, summary, .scroller')];
  }

  get scroll(): number {
    return window.scrollY / this.scale;
  }

  set scroll(pixels: number) {
    window.scrollTo(0, pixels * this.scale);
  }

  private get scale(): number {
    return this.navigator.zoom / 100;
  }

  private onScroll(): void {
    clearTimeout(this.scrollTimer);
    this.scrollTimer = setTimeout(() => this.navigator.keepScroll(), keepScrollAfter);
  }

  private onKey(event: KeyboardEvent): void {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    const by = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : undefined;
    if (by === undefined || !altKey || ctrlKey || metaKey || shiftKey || !this.navigator.can(by)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.navigator.step(by);
  }

  private follow(target: LinkTarget): void {
    switch (target.kind) {
      case 'page':
        return this.navigator.follow(target.place);
      case 'web':
        return this.host.post({ type: 'openLink', url: target.url });
      case 'file':
        return this.host.post({ type: 'openFile', uri: target.uri, line: target.line });
    }
  }
}

const headingOf = (anchor: string | undefined): HTMLElement | null =>
  anchor === undefined || anchor === '' ? null : document.getElementById(anchor);

function historyButtons(navigator: Navigator): TemplateResult {
  return html`<nav class="history" aria-label=${words('pagesHistory')}>
    ${iconButton('back', 'arrow-left', words('pagesBack'), () => navigator.step(-1), !navigator.can(-1))}
    ${iconButton('forward', 'arrow-right', words('pagesForward'), () => navigator.step(1), !navigator.can(1))}
  </nav>`;
}

function zoomButtons(navigator: Navigator): TemplateResult {
  const { zoom } = navigator;
  const reset = words('pagesZoomReset', zoom);
  return html`<div class="zoom" role="group" aria-label=${words('pagesZoom')}>
    ${iconButton('zoom-out', 'zoom-out', words('pagesZoomOut'), () => navigator.setZoom(-1), !navigator.canZoom(-1))}
    <button
      type="button"
      class="icon-button"
      data-testid="zoom-reset"
      title=${reset}
      aria-label=${reset}
      @click=${() => navigator.setZoom(0)}
    >
      ${zoom} %
    </button>
    ${iconButton('zoom-in', 'zoom-in', words('pagesZoomIn'), () => navigator.setZoom(1), !navigator.canZoom(1))}
  </div>`;
}

/** Fills `root` with the page, hears the host through `target` (the window), and says that it is ready. */
export function startPages(api: PageApi, root: HTMLElement, target: EventTarget): Navigator {
  const host: PagesHost = new HostClient(api, { messages: toPages, answers: pagesAnswers });
  const { navigator } = new PagesView(root, api, host);
  host.listen(target, (message) => navigator.receive(message));
  host.post({ type: 'ready' });
  return navigator;
}
