/**
 * Makes `target` hold what `fresh` holds. Nodes that are the same from the start on stay where they are, so that the
 * browser lays out only what is new, and a selection in the rest is kept. `fresh` is used up.
 */
export function patch(target: Node, fresh: Node): void {
  let old = target.firstChild;
  let next = fresh.firstChild;
  while (old !== null && next !== null && old.isEqualNode(next)) {
    old = old.nextSibling;
    next = next.nextSibling;
  }
  if (old !== null && next !== null && isGrown(old, next)) {
    if (old instanceof Text && next instanceof Text) old.appendData(next.data.slice(old.length));
    else patch(old, next);
    old = old.nextSibling;
    next = next.nextSibling;
  }
  while (old !== null) {
    const after: ChildNode | null = old.nextSibling;
    old.remove();
    old = after;
  }
  while (next !== null) {
    const after: ChildNode | null = next.nextSibling;
    target.appendChild(next);
    next = after;
  }
}

/** Whether `next` may be `old` with other content. */
function isGrown(old: Node, next: Node): boolean {
  if (old instanceof Text && next instanceof Text) return next.data.startsWith(old.data);
  return old instanceof Element && next instanceof Element && old.cloneNode(false).isEqualNode(next.cloneNode(false));
}
