import type { LinkTarget } from '../../../core/pages/address';
import type { FromPages } from '../../../core/pages/pagesProtocol';

/** What drawing a page needs of it. */
export interface DrawOptions {
  readonly targetOf: (href: string) => LinkTarget | undefined;
  readonly onLink: (link: HTMLAnchorElement, target: LinkTarget) => void;
  readonly post: (message: FromPages) => void;
  /** Says it to screen readers. */
  readonly announce: (text: string) => void;
}
