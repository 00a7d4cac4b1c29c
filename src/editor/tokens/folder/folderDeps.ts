import type { Model } from '../../../core/catalog/catalogTable';
import type { Pages } from '../../pages/pages';
import type { Shared } from '../../shared/shared';

/** Services that the work on folders needs. */
export interface FolderDeps extends Shared {
  readonly pages: Pages;
  /** Puts a text that was counted for a model into the message field of the playground. Nothing is sent. */
  readonly addToPlayground: (text: string, countedFor: Model) => Promise<void>;
}
