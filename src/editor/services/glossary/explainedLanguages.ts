import { settings } from '../../shared/settings';

/** Whether terms are explained in a language: what the user chose for the hover holds for everything that shows terms. */
export function isExplained(languageId: string): boolean {
  const chosen = settings.hoverLanguages();
  return chosen.includes('*') || chosen.includes(languageId);
}
