import { WorkspaceEdit } from 'vscode';
import type { CodeAction, TextDocument } from 'vscode';
import { isGlossary } from '../terms/glossaryFiles';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import { quickFix } from '../../shared/diagnostics';
import type { DocumentCheck } from '../../shared/documentChecks';
import type { DocumentRegions } from '../../shared/documentRegions';
import { readSetting } from '../../shared/settings';
import { say } from '../../shared/words';
import type { DeprecatedWord, WordReaders } from './deprecatedIn';

interface DeprecatedDeps extends WordReaders {
  readonly followed: Pick<FollowedGlossaries, 'filesFor' | 'glossary'>;
}

/** Makes the check for words that the team no longer uses. */
export const deprecatedCheck = (deps: DeprecatedDeps): DocumentCheck<DeprecatedWord, DeprecatedWord> => ({
  name: 'aiFieldGuide.deprecatedTerms',
  // A glossary has to name the words that should no longer be used.
  covers: (document) => !isGlossary(document),
  isEnabled: () => readSetting('glossary.deprecatedTerms') !== 'off',
  readBy: ['glossary.deprecatedTerms'],
  read: async (document) => {
    const severity = readSetting('glossary.deprecatedTerms');
    // Most documents have no glossary: for them no table is loaded.
    if (severity === 'off' || !(await hasDeprecated(document, deps))) return [];
    const { deprecatedIn } = await import('./deprecatedIn');
    return deprecatedIn(document, severity, deps);
  },
  // The words are read anew whenever anything else that decides on them changes.
  judge: (_uri, found) => Promise.resolve(found),
  fixes: deprecatedFixes(deps.regions),
});

async function hasDeprecated({ uri }: TextDocument, { followed }: DeprecatedDeps): Promise<boolean> {
  const glossaries = await followed.filesFor(uri);
  if (glossaries.length === 0) return false;
  const { index } = await followed.glossary(uri);
  return index.terms.some((term) => term.origin !== undefined && 'deprecated' in term);
}

/** Problems of a selection for which fixes are offered. A longer list would be of no use. */
const maxFixed = 10;

/** Offers fixes: to write the team's present word, here or everywhere in the file, or to ignore the old one. */
const deprecatedFixes =
  (regions: Pick<DocumentRegions, 'readTo'>): DocumentCheck<DeprecatedWord, DeprecatedWord>['fixes'] =>
  async (document, here, all, cancel) => {
    // Loaded here, together with the table of all languages.
    const { ignoreActions } = await import('../../models/ignoreActions');
    const ignorable = here.map(({ diagnostic, written }) => ({
      ...{ diagnostic, name: written, isId: false },
      // A comment names one plain word, or none.
      ...(!/^[a-z_]+$/i.test(written) && ({ isNamed: false } as const)),
    }));
    const ignoring = await ignoreActions(document, ignorable, regions, cancel);
    return [...here.slice(0, maxFixed).flatMap((word) => replacements(document, word, all)), ...ignoring];
  };

function replacements(document: TextDocument, word: DeprecatedWord, all: readonly DeprecatedWord[]): CodeAction[] {
  if (word.instead === undefined) return [];
  const same = all.filter(({ term, instead }) => term.id === word.term.id && instead !== undefined);
  const one = replacing(document, [word], say('Replace with {0}', word.instead));
  one.isPreferred = true;
  if (same.length < 2) return [one];
  return [one, replacing(document, same, say('Replace all {0} in this file', same.length))];
}

function replacing(document: TextDocument, words: readonly DeprecatedWord[], title: string): CodeAction {
  const action = quickFix(
    title,
    words.map(({ diagnostic }) => diagnostic),
  );
  action.edit = new WorkspaceEdit();
  for (const { diagnostic, instead } of words) {
    if (instead !== undefined) action.edit.replace(document.uri, diagnostic.range, instead);
  }
  return action;
}
