import type { SearchHit } from '../../core/playground/playgroundProtocol';

// Finds a text among what is drawn, and marks it there.

/** The most ranges in one part of a turn. More of them can be counted, but no user looks at them at once. */
const maxRanges = 3_000;
/** Names of the styles in media/playground.css. */
const marks = { all: 'find-match', current: 'find-current' } as const;

/** Returns the ranges of `pattern` in one part of a turn, as far as it is drawn. Words of the page itself are not searched. */
export function rangesIn(turn: Element, where: SearchHit['where'], pattern: RegExp): Range[] {
  const part = turn.querySelector(`[data-part="${where}"]`);
  const ranges: Range[] = [];
  if (part === null) return ranges;
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches('.code-bar, .hint') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    for (const match of node.data.matchAll(pattern)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
      if (ranges.length >= maxRanges) return ranges;
    }
  }
  return ranges;
}

export function mark(all: readonly Range[], current: Range | undefined): void {
  // Older browsers cannot mark ranges, so the selection that find leaves has to suffice there.
  if (!('highlights' in CSS)) return;
  CSS.highlights.set(marks.all, new Highlight(...all));
  const top = new Highlight(...(current === undefined ? [] : [current]));
  top.priority = 1;
  CSS.highlights.set(marks.current, top);
}

export function unmark(): void {
  if (!('highlights' in CSS)) return;
  for (const name of Object.values(marks)) CSS.highlights.delete(name);
}

/** Scrolls all that scrolls around `range`, so that it is seen, with some room above and below. */
export function bringIntoSight(range: Range): void {
  const { startContainer } = range;
  // A box that the browser has not looked into has no place yet: it is about to be seen, so it is laid out now.
  for (let box = startContainer.parentElement; box !== null; box = box.parentElement) box.classList.remove('far');
  for (let box = startContainer.parentElement; box !== null; box = box.parentElement) {
    if (box instanceof HTMLDetailsElement) box.open = true;
    const scrolls = /auto|scroll/.test(getComputedStyle(box).overflow);
    if (!scrolls || (box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth)) continue;
    const at = range.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    const room = Math.min(60, frame.height / 4);
    if (at.top < frame.top + room || at.bottom > frame.bottom - room) {
      box.scrollTop += at.top - frame.top - frame.height / 3;
    }
    if (at.left < frame.left || at.right > frame.right) box.scrollLeft += at.left - frame.left - frame.width / 3;
  }
}
