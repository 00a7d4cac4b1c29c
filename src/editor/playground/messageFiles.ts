import { Uri, window, workspace } from 'vscode';
import type { WebviewPanel } from 'vscode';
import { attach } from '../../core/playground/attach';
import type { GivenFile } from '../../core/playground/attach';
import { fileEndings, maxFileBytes, mediaTypeOf } from '../../core/chat/media/fileKinds';
import type { KeptFiles } from '../../core/playground/keptFiles';
import { bringFiles } from '../../core/playground/movedFiles';
import type { LiveSession } from '../../core/playground/liveSession';
import type { Attachment } from '../../core/playground/session/sessionSchema';
import type { FromPage, pageAnswers } from '../../core/playground/playgroundProtocol';
import { FileError } from '../../core/files/files';
import { host } from '#host';
import { showMessage } from '../shared/messages';
import { openFile } from '../shared/openers';
import { pace } from '../shared/pace';
import type { PanelHandlers } from '../shared/webviewHost';
import { say } from '../shared/words';
import { placeIn } from './selectedText';

/** Images and documents of messages, for the page and for the commands. */
export class MessageFiles {
  constructor(
    readonly kept: KeptFiles,
    /** The folder of all sessions. */
    readonly folder: Uri,
  ) {}

  /** Attaches bytes to the message of a session, or says why that cannot be. */
  attach(live: LiveSession, given: GivenFile) {
    return attach(live, given, { files: this.kept, sha256: (bytes) => host.sha256(bytes), breathe: pace(), say });
  }

  /** Attaches files by their addresses. Returns the reasons why some were not attached. */
  async attachUris(live: LiveSession, uris: readonly Uri[]): Promise<string[]> {
    const refused: string[] = [];
    for (const uri of uris) {
      const read = await this.read(uri);
      const attached = typeof read === 'string' ? { refused: read } : await this.attach(live, read);
      if ('refused' in attached) refused.push(attached.refused);
    }
    return refused;
  }

  /** Gives the address of the folder of a session, in the form that a page can load from. */
  async addressIn(panel: Pick<WebviewPanel, 'webview'> | undefined, session: string): Promise<{ files?: string }> {
    const folder = Uri.file(await this.kept.folderOf(session));
    return panel ? { files: panel.webview.asWebviewUri(folder).toString() } : {};
  }

  /** Copies files of one session to the draft of another. `false` where that fails; an error of the disk is shown. */
  async bring(attachments: readonly Attachment[] = [], from?: LiveSession, to?: LiveSession): Promise<boolean> {
    if (!from || !to) return false;
    try {
      await bringFiles(this.kept, attachments, from, to);
      return true;
    } catch (error) {
      unlessFileError(error);
      void showMessage('Warning', say('The files could not be copied. Check room on the disk.'));
      return false;
    }
  }

  private async read(uri: Uri): Promise<GivenFile | string> {
    const name = placeIn(uri);
    try {
      if (await leadsOut(uri)) return say('{0} is a link to a file outside of the workspace.', name);
      const { size } = await workspace.fs.stat(uri);
      if (size > maxFileBytes) return say('{0} is too large to be attached.', name);
      return { name, bytes: await workspace.fs.readFile(uri) };
    } catch {
      return say('{0} cannot be read.', name);
    }
  }
}

/**
 * Whether a file of the workspace is a link to one outside of it. A link in a repository may lead anywhere, but a user
 * who sends a file of the workspace means one that is in it.
 */
async function leadsOut(uri: Uri): Promise<boolean> {
  const folder = workspace.getWorkspaceFolder(uri);
  if (uri.scheme !== 'file' || folder === undefined) return false;
  const real = Uri.file(await host.disk.realPath(uri.fsPath));
  const folders = workspace.workspaceFolders ?? [];
  const roots = await Promise.all(
    folders.map((each) => host.disk.realPath(each.uri.fsPath).catch(() => each.uri.fsPath)),
  );
  // The root of the file system ends with a slash already.
  return !roots.some((root) => real.path.startsWith(`${Uri.file(root).path.replace(/\/$/, '')}/`));
}

/** Whether the name says that the file is not text. Its bytes tell its type. */
export const mayBeAttached = ({ path }: Uri): boolean =>
  fileEndings.some((ending) => path.toLowerCase().endsWith(`.${ending}`));

/** Whether the bytes of a file are those of an image or a document, whatever its name says. */
export async function isAttachable(uri: Uri): Promise<boolean> {
  try {
    const { size } = await workspace.fs.stat(uri);
    return size <= maxFileBytes && mediaTypeOf(await workspace.fs.readFile(uri)) !== undefined;
  } catch {
    return false; // The caller says that it cannot be read.
  }
}

export const tellRefused = (refused: readonly string[]): void => {
  if (refused.length > 0) void showMessage('Warning', say('Not attached: {0}', refused.slice(0, 5).join(' ')));
};

type Handled = 'attach' | 'pickFiles' | 'openFile';

/** Makes the handlers that attach and open files for the page. */
export function fileHandlers(
  files: MessageFiles,
  shown: () => LiveSession | undefined,
): Pick<PanelHandlers<FromPage, typeof pageAnswers>, Handled> {
  return {
    attach: async ({ session, name, bytes }) => {
      const live = shown();
      if (live?.id !== session) return { refused: say('Another session is shown by now.') };
      return files.attach(live, { name, bytes: new Uint8Array(bytes) });
    },
    pickFiles: async () => {
      const filters = { [say('Images and PDF')]: [...fileEndings] };
      const picked = await window.showOpenDialog({ canSelectMany: true, openLabel: say('Attach'), filters });
      const live = shown();
      if (picked && live) tellRefused(await files.attachUris(live, picked));
    },
    openFile: async ({ blob }) => {
      const live = shown();
      const path = live && (await files.kept.find(live.id, blob).catch(unlessFileError));
      if (path === undefined)
        return void showMessage('Warning', say('This file is no longer kept beside the session.'));
      await openFile(Uri.file(path));
    },
  };
}

function unlessFileError(error: unknown): undefined {
  if (!(error instanceof FileError)) throw error;
}
