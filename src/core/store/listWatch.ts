import { unlessMissing } from '../files/files';
import { Emitter } from '../base/emitter';
import type { StoreHost, StoreTimes } from './storeTypes';

/** Reports that the list may have changed. Windows notify each other through the modification time of one small file. */
export class ListWatch {
  private readonly changes = new Emitter<undefined>();
  private count = 0;
  private timer: unknown;
  private isLooking = false;
  private seen: number | undefined;

  constructor(
    private readonly host: StoreHost,
    private readonly times: Pick<StoreTimes, 'listMs'>,
    private readonly folder: () => Promise<string>,
  ) {}

  on(listener: () => void): () => void {
    const off = this.changes.on(() => listener());
    this.count += 1;
    // A look that is still under way for an earlier listener goes on for this one.
    if (this.count === 1 && !this.isLooking) void this.lookOn(false);
    let isOn = true;
    return () => {
      off();
      if (isOn) this.count -= 1;
      isOn = false;
      if (this.count === 0) clearTimeout(this.timer);
    };
  }

  /** Reports a change in this window. Other windows are notified if the disk allows it, as it is only a list. */
  async changed(): Promise<void> {
    this.changes.fire(undefined);
    try {
      const file = await this.file();
      const { files } = this.host;
      const now = this.host.now();
      if (await unlessMissing(files.stat(file))) await files.touch(file, now);
      else await files.writeWhole(file, []);
      this.seen = (await files.stat(file)).modified;
    } catch {
      return;
    }
  }

  close(): void {
    this.count = 0;
    clearTimeout(this.timer);
  }

  private async look(tells: boolean): Promise<void> {
    try {
      const modified = (await unlessMissing(this.host.files.stat(await this.file())))?.modified;
      if (modified === this.seen) return;
      this.seen = modified;
      if (tells) this.changes.fire(undefined);
    } catch {
      return;
    }
  }

  private async lookOn(tells = true): Promise<void> {
    this.isLooking = true;
    await this.look(tells);
    this.isLooking = false;
    if (this.count > 0) this.timer = setTimeout(() => void this.lookOn(), this.times.listMs);
  }

  private async file(): Promise<string> {
    return this.host.files.join(await this.folder(), '.changed');
  }
}
