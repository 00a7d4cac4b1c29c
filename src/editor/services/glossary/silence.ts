import type { TextDocument } from 'vscode';
import type { Silence } from '../../../core/glossary/explain';
import { settings } from '../../shared/settings';

/** What the settings say of hovers in a document. */
export function silenceIn({ languageId }: Pick<TextDocument, 'languageId'>): Silence {
  const chosen = settings.hoverLanguages();
  const speaks = chosen.includes('*') || chosen.includes(languageId);
  return { off: !settings.hoverEnabled(), language: speaks ? undefined : languageId };
}
