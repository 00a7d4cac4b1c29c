import { Disposable, Range, workspace } from 'vscode';
import type { Diagnostic, TextDocument, Uri } from 'vscode';
import { OneByOne } from '../../../core/base/oneByOne';
import { faultSeverity, faultText } from '../../../core/glossary/workspace/glossaryFaults';
import type { GlossaryContext, GlossaryProblem } from '../../../core/glossary/workspace/glossaryFile';
import { isGlossary } from '../terms/glossaryFiles';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import { say } from '../../shared/words';
import type { Collection } from '../../shared/checkResults';
import { newDiagnostic } from '../../shared/diagnostics';
import type { Logger } from '../../shared/log';

/** Shows the problems of the glossaries that were read: those that are open, and those that hold for a document. */
export function showGlossaryProblems(
  followed: Pick<FollowedGlossaries, 'files' | 'glossary'>,
  shown: Collection,
  log: Pick<Logger, 'error'>,
): Disposable {
  const shows = new OneByOne();
  let isDisposed = false;
  /**
   * Shows the problems of all glossaries together: whether a related term of another glossary exists is known once that
   * is read.
   */
  const show = async (): Promise<void> => {
    const all: [Uri, Diagnostic[]][] = [];
    for (const { uri, contexts, problems } of await followed.files.states()) {
      const isRelated = contexts.some(({ terms }) => terms.some(({ related }) => related.length > 0));
      const unknown = isRelated ? await unknownIn(uri, contexts, followed) : [];
      all.push([uri, [...problems, ...unknown].map(diagnosticOf)]);
    }
    if (isDisposed) return;
    shown.clear();
    shown.set(all);
  };
  const showSoon = (): void =>
    void shows.run(show).catch((error: unknown) => log.error('The problems of glossaries could not be shown.', error));
  const read = (document: TextDocument): void => {
    if (isGlossary(document)) void followed.files.of(document.uri);
  };
  const listeners = Disposable.from(followed.files.onDidChange(showSoon), workspace.onDidOpenTextDocument(read));
  workspace.textDocuments.forEach(read);
  return new Disposable(() => {
    isDisposed = true;
    listeners.dispose();
    shown.dispose();
  });
}

async function unknownIn(
  uri: Uri,
  contexts: readonly GlossaryContext[],
  followed: Pick<FollowedGlossaries, 'glossary'>,
): Promise<GlossaryProblem[]> {
  const { unknownRelated } = await import('../../../core/glossary/workspace/unknownRelated');
  return unknownRelated(contexts, (await followed.glossary(uri)).index);
}

const diagnosticOf = ({ fault, line, column, endLine, endColumn }: GlossaryProblem): Diagnostic =>
  newDiagnostic(new Range(line, column, endLine, endColumn), faultText(fault, say), faultSeverity(fault));
