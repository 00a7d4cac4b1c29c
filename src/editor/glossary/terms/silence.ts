import type { TextDocument } from 'vscode';
import type { Silence } from '../../../core/glossary/cards/explain';
import { readSetting } from '../../shared/settings';

/** Whether terms are explained in a language: what the user chose for the hover holds for everything that shows terms. */
export function isSilent(languageId: string): boolean {
  const chosen = readSetting('glossary.languages');
  return !chosen.includes('*') && !chosen.includes(languageId);
}

/** The settings for hovers in a document. */
export const silenceIn = ({ languageId }: Pick<TextDocument, 'languageId'>): Silence => ({
  off: !readSetting('glossary.hover'),
  language: isSilent(languageId) ? languageId : undefined,
});
