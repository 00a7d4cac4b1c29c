import { EndOfLine, extensions } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { quickPromptSource } from '../../core/prompts/language/promptSource';
import type { Prompt } from '../../core/prompts/prompt';
import { formOf } from './promptSources';

/** The few things of VS Code's own Git extension that are used (extensions/git/src/api/git.d.ts of microsoft/vscode). */
interface GitExtension {
  getAPI(version: 1): { getRepository(uri: Uri): Repository | null };
}

interface Repository {
  readonly state: { readonly HEAD?: { readonly commit?: string } | undefined };
  show(ref: string, path: string): Promise<string>;
}

const isGit = (exported: unknown): exported is GitExtension =>
  typeof exported === 'object' && exported !== null && 'getAPI' in exported && typeof exported.getAPI === 'function';

interface Committed {
  readonly commit: string;
  readonly text: Promise<string | undefined>;
}

const read = new WeakMap<TextDocument, Committed>();

/** The text of a file in the last commit, read once for each commit; `undefined` where git is off, or does not have it. */
function committedText(document: TextDocument): Promise<string | undefined> {
  const git = extensions.getExtension<unknown>('vscode.git');
  const repository = git?.isActive && isGit(git.exports) ? repositoryOf(git.exports, document.uri) : undefined;
  const commit = repository?.state.HEAD?.commit;
  if (!repository || commit === undefined) return Promise.resolve(undefined);
  const before = read.get(document);
  if (before?.commit === commit) return before.text;
  // A file that is new in this commit is in none.
  const text = repository.show(commit, document.uri.fsPath).catch(() => undefined);
  read.set(document, { commit, text });
  return text;
}

/** The prompt as it was in the last commit; `undefined` where it is the same, or there is none. */
export async function committedPrompt(document: TextDocument): Promise<Prompt | undefined> {
  const committed = await committedText(document);
  // An open document has no byte order mark, and one kind of line ends.
  const text = committed?.replace(/^\uFEFF/, '').replace(/\r\n?|\n/g, document.eol === EndOfLine.CRLF ? '\r\n' : '\n');
  return text === undefined || text === document.getText()
    ? undefined
    : quickPromptSource(text, formOf(document))?.prompt;
}

function repositoryOf(git: GitExtension, file: Uri): Repository | undefined {
  try {
    return git.getAPI(1).getRepository(file) ?? undefined;
  } catch {
    // Git is switched off in the settings.
    return undefined;
  }
}
