import { EndOfLine, extensions } from 'vscode';
import type { Event, TextDocument, Uri } from 'vscode';

/** The parts of VS Code's own Git extension that are used (extensions/git/src/api/git.d.ts of microsoft/vscode). */
interface GitExtension {
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly onDidOpenRepository: Event<unknown>;
  getRepository(uri: Uri): Repository | null;
}

export interface Repository {
  readonly state: {
    readonly HEAD?: { readonly commit?: string } | undefined;
    readonly indexChanges: readonly FileChange[];
    readonly workingTreeChanges: readonly FileChange[];
    readonly mergeChanges: readonly FileChange[];
    /** Missing in older versions, which do not list these files separately. */
    readonly untrackedChanges?: readonly FileChange[];
    readonly onDidChange: Event<void>;
  };
  show(ref: string, path: string): Promise<string>;
  buffer(ref: string, path: string): Promise<Uint8Array>;
  getObjectDetails(ref: string, path: string): Promise<{ readonly mode: string; readonly size: number }>;
}

interface FileChange {
  readonly originalUri: Uri;
  readonly renameUri?: Uri | undefined;
  readonly uri: Uri;
  readonly status: number;
}

const isGit = (exported: unknown): exported is GitExtension =>
  typeof exported === 'object' && exported !== null && 'getAPI' in exported && typeof exported.getAPI === 'function';

/**
 * Returns the interface of the Git extension; `undefined` if it is missing, not started yet, or switched off in the settings.
 */
export function gitApi(): GitApi | undefined {
  const git = extensions.getExtension<unknown>('vscode.git');
  try {
    return git?.isActive && isGit(git.exports) ? git.exports.getAPI(1) : undefined;
  } catch {
    return undefined;
  }
}

const repositoryOf = (place: Uri): Repository | undefined => gitApi()?.getRepository(place) ?? undefined;

interface Committed {
  readonly commit: string;
  readonly text: Promise<string | undefined>;
}

const read = new WeakMap<TextDocument, Committed>();

/**
 * Returns the text of a document in the last commit, as an editor shows it. It is read once for each commit.
 * `undefined`: git is off, or does not have the document.
 */
export async function committedText(document: TextDocument): Promise<string | undefined> {
  const repository = repositoryOf(document.uri);
  const commit = repository?.state.HEAD?.commit;
  if (!repository || commit === undefined) return undefined;
  const before = read.get(document);
  // A file that is new since this commit has no text in it.
  const text =
    before?.commit === commit ? before.text : repository.show(commit, document.uri.fsPath).catch(() => undefined);
  read.set(document, { commit, text });
  // An open document has no byte order mark, and one kind of line ends.
  return (await text)?.replace(/^\uFEFF/, '').replace(/\r\n?|\n/g, document.eol === EndOfLine.CRLF ? '\r\n' : '\n');
}
