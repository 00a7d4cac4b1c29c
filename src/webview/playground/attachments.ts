import { maxFileBytes } from '../../core/chat/media/fileKinds';
import { formatBytes } from '../../core/base/numbers';
import { maxAttachments } from '../../core/playground/session/sessionSchema';
import type { Attachment, Draft } from '../../core/playground/session/sessionSchema';
import { words } from '../shared/strings';
import type { HostConnection } from './connection';

/** Part of the page that attaching needs. */
interface AttachingPage {
  readonly host: HostConnection;
  readonly sessionId: () => string;
  readonly draft: () => Draft;
  readonly edit: (change: Pick<Draft, 'attachments'>) => void;
  readonly changed: () => void;
}

/**
 * The files of the message that is being written. They are given to the host as
 * bytes. The host keeps them and says what they are.
 */
export class Attachments {
  /** Why files were not attached when files were last added. */
  refused: readonly string[] = [];
  private lastOut: { readonly attachment: Attachment; readonly at: number; readonly session: string } | undefined;
  /** Files that are on their way to the host. */
  waiting = 0;

  constructor(private readonly page: AttachingPage) {}

  get all(): readonly Attachment[] {
    return this.page.draft().attachments ?? [];
  }

  /** The file that was taken out last, and its place. */
  get removed(): { readonly attachment: Attachment; readonly at: number } | undefined {
    return this.lastOut?.session === this.page.sessionId() ? this.lastOut : undefined;
  }

  /** Forgets the file that was taken out last, so that it stays out. */
  forget(): void {
    this.lastOut = undefined;
  }

  /** Attaches files one after the other, so that no two of them are in memory at once. */
  async add(files: readonly File[]): Promise<void> {
    const taken = files.slice(0, maxAttachments);
    this.refused = files.length > taken.length ? [words('tooManyFiles', maxAttachments)] : [];
    this.forget();
    this.waiting += taken.length;
    this.page.changed();
    for (const file of taken) {
      await this.addOne(file);
      this.waiting -= 1;
      this.page.changed();
    }
  }

  remove(attachment: Attachment): void {
    const at = this.all.findIndex(({ blob }) => blob === attachment.blob);
    if (at < 0) return;
    this.refused = [];
    this.lastOut = { attachment, at, session: this.page.sessionId() };
    this.page.edit({ attachments: this.all.toSpliced(at, 1) });
  }

  undo(): void {
    const { removed } = this;
    this.forget();
    if (removed) this.page.edit({ attachments: this.all.toSpliced(removed.at, 0, removed.attachment) });
  }

  /** Replaces an attached file by another. */
  async replace(attachment: Attachment, file: File): Promise<void> {
    await this.add([file]);
    if (this.refused.length === 0) this.remove(attachment);
  }

  private async addOne(file: File): Promise<void> {
    const { host, sessionId } = this.page;
    if (file.size > maxFileBytes) return this.refuse(words('fileTooLarge', file.name, formatBytes(maxFileBytes)));
    try {
      const bytes = await file.arrayBuffer();
      const answer = await host.ask('attach', { session: sessionId(), name: file.name, bytes });
      if (answer.refused !== undefined) this.refuse(answer.refused);
      const { attachment } = answer;
      const isNew = attachment && !this.all.some(({ blob }) => blob === attachment.blob);
      // The host has the file in its draft by now, but a draft that is edited here meanwhile would override that one.
      if (isNew) this.page.edit({ attachments: [...this.all, attachment] });
    } catch (error) {
      this.refuse(words('fileNotRead', file.name, error instanceof Error ? error.message : ''));
    }
  }

  private refuse(why: string): void {
    this.refused = [...this.refused, why].slice(-5);
  }
}
