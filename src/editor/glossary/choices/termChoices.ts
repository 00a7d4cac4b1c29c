import { Disposable } from 'vscode';
import { registerCommand } from '../../shared/commands';
import type { TermChoicesParts } from './parts';

/** What the reader says of terms, and why a term is explained or not. Loaded with the first command. */
export function registerTermChoices(parts: TermChoicesParts): Disposable {
  const choose = () => import('./chooseTerm');
  return Disposable.from(
    registerCommand('explainTerm', async (document, line, character) => {
      const { explainTerm } = await import('./explainTerm');
      await explainTerm(parts, document, line, character);
    }),
    registerCommand('knowTerm', async (term) => (await choose()).knowTerm(parts, term)),
    registerCommand('forgetTerm', async (term) => (await choose()).forgetTerm(parts, term)),
    registerCommand('alwaysExplainTerm', async (term) => (await choose()).alwaysExplainTerm(parts, term)),
    registerCommand('neverExplainTerm', async (term) => (await choose()).neverExplainTerm(parts, term)),
    registerCommand('explainTermWhereMeant', async (term) => (await choose()).explainTermWhereMeant(parts, term)),
    registerCommand('showKnownTerms', async () => {
      const { showKnownTerms } = await import('./knownTerms');
      await showKnownTerms(parts);
    }),
  );
}
