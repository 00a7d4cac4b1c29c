import { DiagnosticTag } from 'vscode';
import type { Diagnostic, TextDocument, Range } from 'vscode';
import { isOwn } from '../../../core/glossary/workspace/workspaceTerm';
import type { WorkspaceTerm } from '../../../core/glossary/workspace/workspaceTerm';
import { replacementFor } from '../../../core/glossary/workspace/replacement';
import { readIgnoreComments } from '../../../core/code/ids/ignoreComments';
import { maxShown, newDiagnostic } from '../../shared/diagnostics';
import { pace } from '../../shared/pace';
import type { ShownDeprecation } from '../../shared/settingsTable';
import { say } from '../../shared/words';
import type { DocumentRegions } from '../../shared/documentRegions';
import type { DocumentTerms } from '../terms/documentTerms';
import { rangeOf } from '../../shared/ranges';

/** A word that the team no longer uses. */
export interface DeprecatedWord {
  readonly term: WorkspaceTerm;
  readonly diagnostic: Diagnostic;
  readonly written: string;
  /** The text to write instead; undefined where other text depends on the word, as on a name in code. */
  readonly instead: string | undefined;
}

/** Readers of the terms and regions of a document. */
export interface WordReaders {
  readonly terms: Pick<DocumentTerms, 'all'>;
  readonly regions: Pick<DocumentRegions, 'readTo'>;
}

/**
 * Finds the deprecated words of a document, except for those that its comments silence. Undefined where it was changed
 * meanwhile.
 */
export async function deprecatedIn(
  document: TextDocument,
  severity: ShownDeprecation,
  { terms, regions }: WordReaders,
): Promise<DeprecatedWord[] | undefined> {
  const decisions = await terms.all(document);
  const found = decisions?.filter(({ term }) => isOwn(term) && term.deprecated);
  if (!found || found.length === 0) return found && [];
  const text = document.getText();
  const breathe = pace();
  const regionAt = async (line: number, column: number) => (await regions.readTo(document, line))?.at(line, column);
  const ignores = await readIgnoreComments({ text, regionAt }, breathe);
  const words: DeprecatedWord[] = [];
  for (const { term, start, end, kind } of found) {
    await breathe();
    if (words.length >= maxShown) break;
    if (!isOwn(term) || !term.deprecated) continue;
    const range = rangeOf(document, { start, end });
    const written = text.slice(start, end);
    if (ignores?.({ line: range.start.line, written, named: undefined })) continue;
    const isProse = kind === 'prose' || kind === 'comment';
    const instead = isProse ? replacementFor(term.deprecated.use, text, start, end) : undefined;
    words.push({ term, written, instead, diagnostic: diagnosticOf(term, range, severity) });
  }
  return ignores && words;
}

function diagnosticOf({ deprecated, origin }: WorkspaceTerm, range: Range, severity: ShownDeprecation): Diagnostic {
  const { use = '', because } = deprecated ?? {};
  const message = say('Use “{0}” instead.', use);
  return newDiagnostic(range, because === undefined ? message : `${message} ${because}`, severity, {
    source: `AI Field Guide, ${origin.name}`,
    code: 'deprecatedTerm',
    tags: [DiagnosticTag.Deprecated],
  });
}
