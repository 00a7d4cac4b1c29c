import { isSamePage } from '../../core/pages/address';
import type { PageAddress, PagePlace } from '../../core/pages/address';
import type { Page } from '../../core/pages/page';
import { canStep, goTo, readState, scrolled, shownVisit, step, zoomed } from '../../core/pages/pageState';
import type { PageState, Visit } from '../../core/pages/pageState';
import type { FromPages, LoadedPage, MissingPage, ToPages, pagesAnswers } from '../../core/pages/pagesProtocol';
import type { HostClient } from '../shared/hostClient';
import type { PageApi } from '../shared/pageApi';
import { translate } from '../shared/strings';
import type { WordCards } from '../shared/wordCard';

/** The view that the navigator shows its pages in. */
export interface PageView {
  /** Draws the frame again after the possible actions have changed. */
  redraw(): void;
  showPage(address: PageAddress, page: Page): void;
  showMissing(address: PageAddress, missing: MissingPage): void;
  setCounterModel(modelId: string): void;
  readonly wordCards: Pick<WordCards, 'receive'>;
  /** Opens the section below the heading, where it is folded. */
  unfold(anchor: string | undefined): void;
  /** Puts a heading into sight, and with `focus` the focus on it. Without an id, the top of the page is meant. */
  goToHeading(anchor: string | undefined, focus: boolean): void;
  /** Scroll position in CSS pixels from the top, at a zoom of 100 %. */
  scroll: number;
  /** Index of the link, button or box of the page that has the focus. */
  readonly focused: number | undefined;
  /** Gives the focus back to the element of that index. The heading gets it if there is no such element. */
  focus(index: number | undefined): void;
  /** Takes the focus that the tab had before the page was there. */
  takeWaitingFocus(): void;
}

export type PagesHost = HostClient<FromPages, ToPages, typeof pagesAnswers>;

interface Drawn {
  readonly address: PageAddress;
  /** The name for the tab; without it the tab keeps its own. */
  readonly title: string | undefined;
}

/** The places where the user has been and is. VS Code keeps all of them while the page is hidden. */
export class Navigator {
  private state: PageState;
  /** The page that is shown now. */
  private drawn: Drawn | undefined;
  /** Whether the user went to the page, and was not merely shown the tab again. */
  private moved = false;
  /** Ends the loading of the page that is on its way. A page that is wanted later takes its place. */
  private loading = new AbortController();
  alone = false;

  constructor(
    private readonly api: PageApi,
    private readonly host: Pick<PagesHost, 'post' | 'ask'>,
    private readonly view: PageView,
  ) {
    this.state = readState(api.getState());
  }

  get zoom(): number {
    return this.state.zoom;
  }

  canZoom(by: -1 | 1): boolean {
    return zoomed(this.state, by).zoom !== this.state.zoom;
  }

  can(by: -1 | 1): boolean {
    return !this.alone && canStep(this.state, by);
  }

  receive(message: ToPages): void {
    switch (message.type) {
      case 'start':
        translate(message.strings);
        this.alone = message.alone;
        this.view.redraw();
        if (message.show) return this.show(message.show);
        return this.load(shownVisit(this.state));
      case 'show':
        return this.show(message.place);
      case 'changed':
        return this.load(shownVisit(this.state));
      case 'takeFocus':
        return this.view.takeWaitingFocus();
      case 'counterModel':
        return this.view.setCounterModel(message.modelId);
      case 'wordRules':
      case 'explainSelection':
        return this.view.wordCards.receive(message);
    }
  }

  /** Goes where a link leads. */
  follow(place: PagePlace): void {
    const now = shownVisit(this.state);
    const stays = now !== undefined && isSamePage(now.address, place);
    // The tab of a report keeps showing it, so other pages open elsewhere.
    if (this.alone && !stays) return this.host.post({ type: 'openPage', place });
    this.change(goTo(this.keptScroll(), place));
  }

  step(by: -1 | 1): void {
    if (this.can(by)) this.change(step(this.keptScroll(), by));
  }

  setZoom(by: -1 | 0 | 1): void {
    const { scroll } = this.view;
    this.keep(zoomed(this.state, by));
    this.view.scroll = scroll;
  }

  keepScroll(): void {
    if (this.drawn) this.keep(this.keptScroll(), false);
  }

  /** Shows a place that the host asks for. The page is read again, as a report may be another by now. */
  private show(place: PagePlace): void {
    this.keep(goTo(this.keptScroll(), place));
    this.moved = true;
    this.load(shownVisit(this.state));
  }

  private change(next: PageState): void {
    this.keep(next);
    this.moved = true;
    const visit = shownVisit(next);
    if (visit && this.drawn && isSamePage(visit.address, this.drawn.address)) this.arrive(visit, this.drawn);
    else this.load(visit);
  }

  private load(visit: Visit | undefined): void {
    if (!visit) return;
    const { address } = visit;
    this.loading.abort();
    const { signal } = (this.loading = new AbortController());
    this.host.ask('load', { address }, signal).then(
      (loaded) => this.take(address, loaded),
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
  }

  private take(address: PageAddress, loaded: LoadedPage): void {
    if (loaded.kind === 'page')
      return this.draw({ address, title: loaded.page.title }, () => this.view.showPage(address, loaded.page));
    // The tab of a report that was not kept still says what it is about.
    const title = loaded.again === undefined ? loaded.title : undefined;
    this.draw({ address, title }, () => this.view.showMissing(address, loaded));
  }

  private draw(drawn: Drawn, draw: () => void): void {
    const visit = shownVisit(this.state);
    // The answer came late, and the user is elsewhere by now.
    if (!visit || !isSamePage(visit.address, drawn.address)) return;
    draw();
    this.drawn = drawn;
    this.arrive(visit, drawn);
  }

  private arrive({ anchor, scroll, focused }: Visit, { address, title }: Drawn): void {
    this.host.post({ type: 'shown', address, title });
    this.view.unfold(anchor);
    if (scroll === undefined) this.view.goToHeading(anchor, this.moved);
    else {
      // The next Tab goes on from the link that was followed, as in a browser.
      if (this.moved) this.view.focus(focused);
      this.view.scroll = scroll;
    }
    this.moved = false;
  }

  private keptScroll(): PageState {
    const visit = shownVisit(this.state);
    const isDrawn = visit && this.drawn && isSamePage(visit.address, this.drawn.address);
    return isDrawn ? scrolled(this.state, this.view.scroll, this.view.focused) : this.state;
  }

  private keep(next: PageState, redraw = true): void {
    this.state = next;
    this.api.setState(next);
    if (redraw) this.view.redraw();
  }
}
