/**
 * Shows on which side boxes that scroll sideways go on. They take the focus only while they scroll, so that of forty
 * tables that fit, none is a stop on the way with the Tab key.
 */
export class ScrollEdges {
  // The observer reports after the layout, with all boxes that have changed. So nothing has to be laid out to measure them.
  private readonly sizes = new ResizeObserver((entries) =>
    markAll(entries.map(({ target }) => target.closest('.scroller'))),
  );

  constructor(page: HTMLElement) {
    const mark = ({ target }: Event): void => markAll([target instanceof Element ? target : null]);
    page.addEventListener('scroll', mark, { capture: true, passive: true });
  }

  /** Watches the boxes of a page. Call it with each new page. */
  watch(page: ParentNode): void {
    this.sizes.disconnect();
    for (const scroller of page.querySelectorAll('.scroller')) {
      this.sizes.observe(scroller);
      if (scroller.firstElementChild) this.sizes.observe(scroller.firstElementChild);
    }
  }
}

function markAll(found: readonly (Element | null)[]): void {
  const scrollers = [...new Set(found)].filter((each) => each instanceof HTMLElement);
  // All sizes are read before anything is written.
  const places = scrollers.map(({ scrollLeft, scrollWidth, clientWidth }) => ({
    before: scrollLeft >= 1,
    after: scrollLeft + clientWidth <= scrollWidth - 1,
    isWider: scrollWidth > clientWidth,
  }));
  scrollers.forEach((scroller, index) => {
    const { before = false, after = false, isWider = false } = places[index] ?? {};
    scroller.parentElement?.classList.toggle('more-before', before);
    scroller.parentElement?.classList.toggle('more-after', after);
    if (isWider) scroller.tabIndex = 0;
    else if (scroller !== document.activeElement) scroller.removeAttribute('tabindex');
  });
}
