/** The link that was clicked. VS Code's own handler of links in webviews does nothing then: what is no link of ours leads nowhere. */
export function clickedLink(event: Event): HTMLAnchorElement | undefined {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null) return undefined;
  event.preventDefault();
  event.stopPropagation();
  return link;
}
