import { Diagnostic, DiagnosticSeverity, Disposable, Range, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { faultSeverity, faultText } from '../../../core/glossary/workspace/glossaryFaults';
import type { GlossaryContext, GlossaryProblem, Severity } from '../../../core/glossary/workspace/glossaryFile';
import { isGlossary } from '../terms/glossaryFiles';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import { say } from '../../shared/words';
import type { Collection } from '../../shared/checkResults';
import type { Logger } from '../../shared/log';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** What is wrong in the glossaries that were read: those that somebody has open, and those that hold for a document. */
export class GlossaryProblems implements Disposable {
  private readonly listeners: Disposable;
  private running = Promise.resolve();
  private isDisposed = false;

  constructor(
    private readonly own: Pick<FollowedGlossaries, 'files' | 'glossary'>,
    private readonly shown: Collection,
    private readonly log: Pick<Logger, 'error'>,
  ) {
    const read = (document: TextDocument): void => {
      if (isGlossary(document)) void own.files.of(document.uri);
    };
    this.listeners = Disposable.from(
      own.files.onDidChange(() => this.showSoon()),
      workspace.onDidOpenTextDocument(read),
    );
    workspace.textDocuments.forEach(read);
  }

  dispose(): void {
    this.isDisposed = true;
    this.listeners.dispose();
    this.shown.dispose();
  }

  private showSoon(): void {
    this.running = this.running
      .then(() => this.show())
      .catch((error: unknown) => this.log.error('The problems of glossaries could not be shown.', error));
  }

  /** All of them: what is related to another glossary is known once that is read. */
  private async show(): Promise<void> {
    const states = await this.own.files.states();
    const all: [Uri, Diagnostic[]][] = [];
    for (const { uri, contexts, problems } of states) {
      const isRelated = contexts.some(({ terms }) => terms.some(({ related }) => related.length > 0));
      const unknown = isRelated ? await this.unknownIn(uri, contexts) : [];
      all.push([uri, [...problems, ...unknown].map(diagnosticOf)]);
    }
    if (this.isDisposed) return;
    this.shown.clear();
    this.shown.set(all);
  }

  private async unknownIn(uri: Uri, contexts: readonly GlossaryContext[]): Promise<GlossaryProblem[]> {
    const { unknownRelated } = await import('../../../core/glossary/workspace/unknownRelated');
    return unknownRelated(contexts, (await this.own.glossary(uri)).index);
  }
}

function diagnosticOf({ fault, line, column, endLine, endColumn }: GlossaryProblem): Diagnostic {
  const range = new Range(line, column, endLine, endColumn);
  const diagnostic = new Diagnostic(range, faultText(fault, say), severities[faultSeverity(fault)]);
  diagnostic.source = 'AI Field Guide';
  return diagnostic;
}
