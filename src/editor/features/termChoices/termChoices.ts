import { Disposable } from 'vscode';
import { registerCommand } from '../../shared/commands';
import type { TermChoicesParts } from './parts';

/** What the reader says of terms, and why a term is explained or not. Loaded with the first command. */
export function registerTermChoices(parts: TermChoicesParts): Disposable {
  return Disposable.from(
    registerCommand('explainTerm', async (document, line, character) => {
      const { explainTerm } = await import('./explainTerm');
      await explainTerm(parts, document, line, character);
    }),
    registerCommand('knowTerm', async (termId) => {
      const { knowTerm } = await import('./knowTerm');
      await knowTerm(parts, termId);
    }),
    registerCommand('showKnownTerms', async () => {
      const { showKnownTerms } = await import('./knownTerms');
      await showKnownTerms(parts);
    }),
  );
}
