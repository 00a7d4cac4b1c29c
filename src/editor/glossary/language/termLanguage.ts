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
  /** Where a term stands as words in the other files of the workspace, where that is known. */
  readonly elsewhere: (termId: string, but: TextDocument) => readonly Location[];
}

/** Counts for more than `*`, to which each new editor of VS Code registers one that highlights equal words. */
const everyPath = { pattern: '**' };

/**
 * Terms as a part of the language tooling, while the setting wants it. Without a rename provider and without symbols. In
 * languages of programs and data VS Code would offer the commands at every place, though nothing answers there.
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

/** Definition, references and highlights of terms where they stand as words, and nowhere else: code keeps its own answers. */
function termProviders({
  terms,
  glossary,
  elsewhere,
}: TermLanguageDeps): DefinitionProvider & ReferenceProvider & DocumentHighlightProvider {
  const isAnswered = (document: TextDocument, decision: TermDecision): boolean =>
    isShown(decision, terms.rules.choices()) && isWords(document, decision);
  /** The cursor behind the last letter of a word is at the word, as everywhere in VS Code. */
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
    /** Leads to the text of the term's page, which can be peeked into. */
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
