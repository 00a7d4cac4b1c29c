import type { TextPlace } from './wordStretch';

const wordCharacter = /[\p{L}\p{N}\p{M}]/u;

/** Returns the letter under a point of the window. Asks the browser for a layout. */
export function placeAtPoint(x: number, y: number): TextPlace | undefined {
  const caret = document.caretPositionFromPoint(x, y);
  const node = caret?.offsetNode;
  if (!caret || !(node instanceof Text)) return undefined;
  // The caret stands between two letters; the pointer is over one of them, or beside the line.
  const offset = [caret.offset, caret.offset - 1].find((each) => isOver(node, each, x, y));
  return offset !== undefined && wordCharacter.test(node.data.charAt(offset)) ? { node, offset } : undefined;
}

function isOver(node: Text, offset: number, x: number, y: number): boolean {
  if (offset < 0 || offset >= node.length) return false;
  const range = document.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  return [...range.getClientRects()].some((rect) => isIn(rect, x, y, 0));
}

export const isIn = (rect: DOMRect, x: number, y: number, margin: number): boolean =>
  x >= rect.left - margin && x <= rect.right + margin && y >= rect.top - margin && y <= rect.bottom + margin;

/** Returns where the selection begins, or the cursor that a click has left, moved on to a letter if one follows. */
export function selectedPlace(): TextPlace | undefined {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return undefined;
  const { startContainer, startOffset } = selection.getRangeAt(0);
  const node = startContainer instanceof Text ? startContainer : firstText(startContainer.childNodes[startOffset]);
  if (!node) return undefined;
  const from = startContainer instanceof Text ? startOffset : 0;
  const toLetter = wordCharacter.test(node.data.charAt(from)) ? 0 : node.data.slice(from).search(wordCharacter);
  // A cursor at the end of a word belongs to it.
  if (selection.isCollapsed && toLetter !== 0) return from > 0 ? { node, offset: from - 1 } : undefined;
  return toLetter < 0 ? undefined : { node, offset: from + toLetter };
}

const textsIn = (root: Node): TreeWalker => document.createTreeWalker(root, NodeFilter.SHOW_TEXT);

const firstText = (node: Node | undefined): Text | null =>
  node instanceof Text ? node : node ? (textsIn(node).nextNode() as Text | null) : null;

/** Returns the first text of `roots` in sight. Asks the browser for a layout. */
export function firstInSight(roots: readonly Element[], top: number): TextPlace | undefined {
  for (const root of roots) {
    const box = root.getBoundingClientRect();
    if (box.bottom <= top || box.top >= window.innerHeight) continue;
    const texts = textsIn(root);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (!(node instanceof Text) || node.data.trim() === '') continue;
      const rect = node.parentElement?.getBoundingClientRect();
      if (rect && rect.bottom > top && rect.height > 0) return { node, offset: 0 };
    }
  }
  return undefined;
}

/** Returns the place after another one, across the ends of texts, for a search that goes on. */
export function placeAfter(roots: readonly Element[], { node, offset }: TextPlace): TextPlace | undefined {
  if (offset < node.length) return { node, offset };
  const index = roots.findIndex((root) => root.contains(node));
  const root = roots[index];
  if (!root) return undefined;
  const texts = textsIn(root);
  texts.currentNode = node;
  const next =
    texts.nextNode() ??
    roots
      .slice(index + 1)
      .map(firstText)
      .find(Boolean);
  return next instanceof Text ? { node: next, offset: 0 } : undefined;
}

export const firstTextOf = (element: Element): TextPlace | undefined => {
  const node = firstText(element);
  return node ? { node, offset: 0 } : undefined;
};
