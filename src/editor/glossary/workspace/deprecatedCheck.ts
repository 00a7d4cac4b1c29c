import type { TextDocument } from 'vscode';
import { isGlossary } from '../terms/glossaryFiles';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import { settingId } from '../../shared/settingsTable';
import type { DocumentCheck } from '../../shared/documentChecks';
import { readSetting } from '../../shared/settings';
import { deprecatedFixes } from './deprecatedFixes';
import type { DeprecatedWord, WordReaders } from './deprecatedIn';

export interface DeprecatedDeps extends WordReaders {
  readonly own: Pick<FollowedGlossaries, 'filesFor' | 'glossary'>;
}

/** Words that the team does not say any more. */
export const deprecatedCheck = (deps: DeprecatedDeps): DocumentCheck<DeprecatedWord, DeprecatedWord> => ({
  name: 'aiFieldGuide.deprecatedTerms',
  // A glossary has to name what nobody should say.
  covers: (document) => !isGlossary(document),
  isEnabled: () => readSetting('glossary.deprecatedTerms') !== 'off',
  readBy: [settingId('glossary.deprecatedTerms')],
  read: async (document) => {
    const severity = readSetting('glossary.deprecatedTerms');
    // Most documents have no glossary: for them no table is loaded.
    if (severity === 'off' || !(await hasDeprecated(document, deps))) return [];
    const { deprecatedIn } = await import('./deprecatedIn');
    return deprecatedIn(document, severity, deps);
  },
  // They are read anew where anything else decides on them.
  judge: (_uri, found) => Promise.resolve(found),
  fixes: deprecatedFixes(deps.regions),
});

async function hasDeprecated({ uri }: TextDocument, { own }: DeprecatedDeps): Promise<boolean> {
  const glossaries = await own.filesFor(uri);
  if (glossaries.length === 0) return false;
  const { index } = await own.glossary(uri);
  return index.terms.some((term) => term.origin !== undefined && 'deprecated' in term);
}
