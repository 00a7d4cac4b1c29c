import type { TextDocument } from 'vscode';
import type { Silence } from '../../../core/glossary/cards/explain';
import { readSetting } from '../../shared/settings';

/**
 * Whether terms stay unexplained in a language. The user's choice for the hover holds for every feature that shows
 * terms.
 */
export function isSilent(languageId: string): boolean {
  const chosen = readSetting('glossary.languages');
  return !chosen.includes('*') && !chosen.includes(languageId);
}

/** Gathers the settings that silence hovers in a document. */
export const silenceIn = ({ languageId }: Pick<TextDocument, 'languageId'>): Silence => ({
  off: !readSetting('glossary.hover'),
  language: isSilent(languageId) ? languageId : undefined,
});
