import type { LinkTarget } from '../../core/pages/address';

/**
 * Returns the link that was clicked, and keeps the click from VS Code's own handler of links in webviews. A
 * link that the page does not follow leads nowhere.
 */
export function clickedLink(event: Event): HTMLAnchorElement | undefined {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null) return undefined;
  event.preventDefault();
  event.stopPropagation();
  return link;
}

/** Follows the links that are clicked in `root`. @returns a function that tells a link where it leads */
export function followLinks(
  root: HTMLElement,
  follow: (target: LinkTarget) => void,
): (link: HTMLAnchorElement, target: LinkTarget) => void {
  const targets = new WeakMap<HTMLAnchorElement, LinkTarget>();
  const onClick = (event: Event): void => {
    const link = clickedLink(event);
    const target = link && targets.get(link);
    if (target !== undefined && event.type === 'click') follow(target);
  };
  root.addEventListener('click', onClick);
  root.addEventListener('auxclick', onClick);
  return (link, target) => void targets.set(link, target);
}
