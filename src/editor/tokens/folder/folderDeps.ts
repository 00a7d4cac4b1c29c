import type { Pages } from '../../pages/pages';
import type { Shared } from '../../shared/shared';

/** Services that the work on folders needs. */
export interface FolderDeps extends Shared {
  readonly pages: Pages;
  /** Puts a text into the message field of the playground. Nothing is sent. */
  readonly addToPlayground: (text: string) => Promise<void>;
}
