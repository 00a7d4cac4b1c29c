import { WorkspaceEdit, workspace } from 'vscode';
import type { CodeAction, Disposable, TextDocument } from 'vscode';
import type { EncodingName } from '../../core/catalog/encodingName';
import type { Agent } from '../../core/context/agents/agent';
import type { AssembledContext, ContextFinding } from '../../core/context/contextReport';
import { findingsOfFile } from '../../core/context/findings/findings';
import type { FieldGuide } from '../../core/fieldGuide';
import { pathBelow } from '../files/paths';
import type { Problem } from '../shared/checkResults';
import { maxShown, newDiagnostic, quickFix } from '../shared/diagnostics';
import { say } from '../shared/words';
import type { WatchedFolders } from './watchedFolder';
import { rangeOf } from '../shared/ranges';

export interface FoundInFile {
  readonly document: TextDocument;
  readonly finding: ContextFinding;
}

export interface ShownFinding extends Problem {
  readonly finding: ContextFinding;
}

/** Problems in files that agents read, as `context check` reports them, except those that VS Code reports itself. */
export class FileFindings implements Disposable {
  private readonly listener: Disposable;

  /** @param noted is called when other files have changed. */
  constructor(
    private readonly guide: FieldGuide,
    private readonly folders: WatchedFolders,
    noted: () => void,
  ) {
    this.listener = folders.onDidNote(noted);
  }

  dispose(): void {
    this.listener.dispose();
  }

  async read(document: TextDocument, signal: AbortSignal): Promise<FoundInFile[] | undefined> {
    const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
    const path = folder && pathBelow(folder, document.uri);
    if (!folder || path === undefined) return [];
    const watched = this.folders.of(folder);
    const { tree } = watched.contexts;
    await watched.catchUp();
    const count = async (text: string, encoding: EncodingName): Promise<number> =>
      (await this.guide.count(text, { encoding }, { languageId: 'markdown', signal })).tokens;
    const assemble = ({ id }: Agent): Promise<AssembledContext> => watched.contexts.ofFolder(id);
    const findings = await findingsOfFile(tree, path, { count, assemble }, () => signal.aborted);
    const own = findings?.filter((finding) => !isSaidByEditor(document, finding) && !isSaidOfAll(finding));
    return signal.aborted ? undefined : own?.slice(0, maxShown).map((finding) => ({ document, finding }));
  }
}

/** Kinds of files that VS Code checks itself. */
const checkedByEditor: ReadonlySet<string> = new Set(['prompt', 'instructions', 'chatagent', 'skill']);

/**
 * Whether VS Code reports a finding. For a skill it reports a missing name or description and a wrong name, but not
 * that something is too long.
 */
function isSaidByEditor({ languageId }: TextDocument, { rule, severity, span }: ContextFinding): boolean {
  if (!checkedByEditor.has(languageId)) return false;
  if (rule === 'skill-name') return span.end - span.start <= 64;
  return rule === 'broken-link' || rule === 'skill-folder' || (rule === 'skill-description' && severity === 'error');
}

/**
 * Whether a finding says that an agent does not read a prompt file. Such an agent reads no prompt file at all, which
 * the view and the command line report. It is no problem of each file.
 */
const isSaidOfAll = ({ rule, file }: ContextFinding): boolean => rule === 'ignored' && file.endsWith('.prompt.md');

export const shownFindings = (found: readonly FoundInFile[]): ShownFinding[] =>
  found.map(({ document, finding }) => {
    const { span, message, severity, rule } = finding;
    return { finding, diagnostic: newDiagnostic(rangeOf(document, span), message(say), severity, { code: rule }) };
  });

export const fixesOf = (document: TextDocument, here: readonly ShownFinding[]): CodeAction[] =>
  here.flatMap(({ finding: { fix }, diagnostic }) => {
    if (!fix) return [];
    const action = quickFix(fix.title(say), [diagnostic]);
    action.edit = new WorkspaceEdit();
    for (const { span, text } of fix.edits) action.edit.replace(document.uri, rangeOf(document, span), text);
    return [action];
  });
