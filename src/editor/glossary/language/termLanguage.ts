import { Disposable, DocumentHighlight, DocumentHighlightKind, Location, Range, languages } from 'vscode';
import type {
  CancellationToken,
  DefinitionProvider,
  DocumentHighlightProvider,
  Position,
  ReferenceProvider,
  TextDocument,
} from 'vscode';
import { isShown } from '../../../core/glossary/cards/choices';
import type { TermDecision } from '../../../core/glossary/sense/decide';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import type { DocumentTerms } from '../terms/documentTerms';
import { isSilent } from '../terms/silence';
import { isWords } from '../terms/wordsInDocument';
import { proseLanguages } from '../../../core/text/languages';
import { textUri } from '../../pages/pageTexts';
import { whileOn } from '../../shared/settings';
import { rangeOf } from '../../shared/ranges';

interface TermLanguageDeps {
  readonly terms: Pick<DocumentTerms, 'at' | 'all' | 'rules'>;
  /** The terms that have a page. */
  readonly glossary: () => Promise<GlossaryIndex>;
  /** Finds where a term stands as words in the other files of the workspace, as far as that is known. */
  readonly elsewhere: (termId: string, but: TextDocument) => readonly Location[];
}

/**
 * Selector of every file. It counts for more than `*`, for which each new editor of VS Code registers a highlighter of
 * equal words.
 */
const everyPath = { pattern: '**' };

/**
 * Registers definitions, references and highlights of terms, while the setting is on. There is no rename provider, and
 * there are no symbols. Languages of programs and data are left out of the first two, as VS Code would offer the
 * commands at every place there, though nothing answers.
 */
export const registerTermLanguage = (deps: TermLanguageDeps): Disposable =>
  whileOn('glossary.languageFeatures', () => {
    const providers = termProviders(deps);
    return Disposable.from(
      languages.registerDefinitionProvider(proseLanguages, providers),
      languages.registerReferenceProvider(proseLanguages, providers),
      languages.registerDocumentHighlightProvider(everyPath, providers),
    );
  });

/** Answers for terms where they stand as words, and nowhere else, so that code keeps its own answers. */
function termProviders({
  terms,
  glossary,
  elsewhere,
}: TermLanguageDeps): DefinitionProvider & ReferenceProvider & DocumentHighlightProvider {
  const isAnswered = (document: TextDocument, decision: TermDecision): boolean =>
    isShown(decision, terms.rules.choices()) && isWords(document, decision);
  /** Finds the term at a position. As everywhere in VS Code, a cursor behind the last letter of a word is at the word. */
  const termAt = async (document: TextDocument, position: Position, cancel: CancellationToken) => {
    if (isSilent(document.languageId)) return undefined;
    const atEnd = position.character > 0 ? position.translate(0, -1) : undefined;
    const found = await terms.at(document, position, cancel);
    const meant = found ?? (atEnd && (await terms.at(document, atEnd, cancel)));
    if (!meant || cancel.isCancellationRequested || document.offsetAt(position) > meant.end) return undefined;
    return isAnswered(document, meant) ? meant : undefined;
  };
  const mentions = async (document: TextDocument, { term }: TermDecision, cancel: CancellationToken) =>
    ((await terms.all(document, cancel)) ?? []).filter(
      (each) => each.term.id === term.id && isAnswered(document, each),
    );
  return {
    /** Leads to the text of the term's page, which VS Code can show in a peek. */
    async provideDefinition(document, position, cancel) {
      const found = await termAt(document, position, cancel);
      if (!found || !(await glossary()).byId.has(found.term.id)) return undefined;
      const targetUri = textUri({ folder: 'terms', id: found.term.id });
      return [{ originSelectionRange: rangeOf(document, found), targetUri, targetRange: new Range(0, 0, 0, 0) }];
    },
    async provideReferences(document, position, _context, cancel) {
      const found = await termAt(document, position, cancel);
      if (!found) return undefined;
      const here = await mentions(document, found, cancel);
      return [
        ...here.map((each) => new Location(document.uri, rangeOf(document, each))),
        ...elsewhere(found.term.id, document),
      ];
    },
    async provideDocumentHighlights(document, position, cancel) {
      const found = await termAt(document, position, cancel);
      const here = found && (await mentions(document, found, cancel));
      return here?.map((each) => new DocumentHighlight(rangeOf(document, each), DocumentHighlightKind.Text));
    },
  };
}
