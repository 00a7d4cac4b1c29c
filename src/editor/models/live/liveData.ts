import * as v from 'valibot';
import { EventEmitter, commands } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { unlessMissing } from '../../../core/files/files';
import { parseJson } from '../../../core/base/json';
import type { LiveCatalog } from '../../../core/catalog/live/liveCatalog';
import type { Tables } from '../../../core/tables';
import type { FamilyAddition } from '../../pages/pages';
import { host } from '#host';
import { contextKey } from '../../shared/contributions';
import type { Logger } from '../../shared/log';

const { files } = host;
/** Key that remembers whether there is a file, so that nothing is read where there is none. */
const hasKey = 'liveCatalog.has';

/**
 * The last reading of models.dev, on the disk and in memory. Each view of it says that the data is live, and when it
 * was read.
 */
export class LiveData {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private cached: Promise<LiveCatalog | undefined> | undefined;

  constructor(
    private readonly context: Pick<ExtensionContext, 'globalState' | 'globalStorageUri'>,
    private readonly log: Logger,
  ) {
    this.tellMenus();
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Returns the last reading; `undefined` where there is none, or the stored file is damaged, which the log reports. */
  current(): Promise<LiveCatalog | undefined> {
    this.cached ??= this.context.globalState.get(hasKey) === true ? this.load() : Promise.resolve(undefined);
    return this.cached;
  }

  /** Stores a reading. Rejects where it cannot be written; the reading stored before then stays. */
  async keep(live: LiveCatalog): Promise<void> {
    await files.makeFolder(this.context.globalStorageUri.fsPath);
    await files.writeWhole(this.file, [new TextEncoder().encode(JSON.stringify(live))]);
    await this.tell(true, live);
  }

  async remove(): Promise<void> {
    await files.remove(this.file);
    await this.tell(false, undefined);
  }

  private get file(): string {
    return files.join(this.context.globalStorageUri.fsPath, 'live-catalog.json');
  }

  private async load(): Promise<LiveCatalog | undefined> {
    try {
      const { liveCatalogSchema } = await import('../../../core/catalog/live/liveCatalog');
      const bytes = await unlessMissing(files.read(this.file));
      const read = v.safeParse(liveCatalogSchema, bytes && parseJson(new TextDecoder().decode(bytes)));
      if (read.success) return read.output;
      this.log.warn('The live catalog that was kept cannot be read, and is not shown.');
    } catch (error) {
      this.log.error('The live catalog that was kept cannot be read.', error);
    }
    return undefined;
  }

  private async tell(has: boolean, live: LiveCatalog | undefined): Promise<void> {
    this.cached = Promise.resolve(live);
    await this.context.globalState.update(hasKey, has ? true : undefined);
    this.tellMenus();
    this.changed.fire();
  }

  private tellMenus(): void {
    const has = this.context.globalState.get(hasKey) === true;
    void commands.executeCommand('setContext', contextKey('models.hasLiveCatalog'), has);
  }
}

/** Adds to the end of a family's page the facts that models.dev gives otherwise. */
export function livePages(tables: Pick<Tables, 'catalog'>, live: LiveData): FamilyAddition {
  const amend: FamilyAddition['amend'] = (source) => async (address) => {
    const page = await source(address);
    const data = page && address.folder === 'families' ? await live.current() : undefined;
    if (!page || !data) return page;
    const { liveMarkdown } = await import('../../../core/catalog/live/liveRows');
    const markdown = liveMarkdown(data, await tables.catalog(), address.id);
    return markdown === undefined ? page : { ...page, blocks: [...page.blocks, { type: 'markdown', markdown }] };
  };
  return { amend, onDidChange: live.onDidChange };
}
