import { WorkspaceEdit, Range, workspace } from 'vscode';
import type { CodeAction, Disposable, TextDocument, Uri } from 'vscode';
import type { EncodingName } from '../../core/catalog/encodingName';
import type { ContextFinding } from '../../core/context/contextReport';
import { findingsOfFile } from '../../core/context/findings/findings';
import type { FieldGuide } from '../../core/fieldGuide';
import type { Span } from '../../core/text/span';
import { pathBelow } from '../files/paths';
import type { Problem } from '../shared/checkResults';
import { maxShown, newDiagnostic, quickFix } from '../shared/diagnostics';
import { say } from '../shared/words';
import { WatchedFolder } from './watchedFolder';

export interface FoundInFile {
  readonly document: TextDocument;
  readonly finding: ContextFinding;
}

export interface ShownFinding extends Problem {
  readonly finding: ContextFinding;
}

/** What is wrong with files that agents read, as `context check` says it, but for what VS Code says itself. */
export class FileFindings implements Disposable {
  private readonly folders = new Map<string, WatchedFolder>();

  /** @param noted is called when other files have changed. */
  constructor(
    private readonly guide: FieldGuide,
    private readonly noted: () => void,
  ) {}

  dispose(): void {
    for (const folder of this.folders.values()) folder.dispose();
    this.folders.clear();
  }

  async read(document: TextDocument, signal: AbortSignal): Promise<FoundInFile[] | undefined> {
    const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
    const path = folder && pathBelow(folder, document.uri);
    if (!folder || path === undefined) return [];
    const watched = this.watched(folder);
    await watched.catchUp();
    const count = async (text: string, encoding: EncodingName): Promise<number> =>
      (await this.guide.count(text, { encoding }, { languageId: 'markdown', signal })).tokens;
    const findings = await findingsOfFile(watched.contexts.tree, path, { count }, () => signal.aborted);
    const own = findings?.filter((finding) => !isSaidByEditor(document, finding) && !isSaidOfAll(finding));
    return signal.aborted ? undefined : own?.slice(0, maxShown).map((finding) => ({ document, finding }));
  }

  private watched(folder: Uri): WatchedFolder {
    const key = folder.toString();
    const known = this.folders.get(key) ?? new WatchedFolder(folder, false, this.guide, this.noted);
    this.folders.set(key, known);
    return known;
  }
}

/** Kinds of files that VS Code checks itself. */
const checkedByEditor: ReadonlySet<string> = new Set(['prompt', 'instructions', 'chatagent', 'skill']);

/** Of a skill VS Code says that a name or description is missing, or a name wrong, but not that something is too long. */
function isSaidByEditor({ languageId }: TextDocument, { rule, severity, span }: ContextFinding): boolean {
  if (!checkedByEditor.has(languageId)) return false;
  if (rule === 'skill-name') return span.end - span.start <= 64;
  return rule === 'broken-link' || rule === 'skill-folder' || (rule === 'skill-description' && severity === 'error');
}

/** No prompt file is read by such agents: the view and the command line say so, and it is no problem of each of them. */
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

const rangeOf = (document: TextDocument, { start, end }: Span): Range =>
  new Range(document.positionAt(start), document.positionAt(end));
