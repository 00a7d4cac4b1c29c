import { Disposable } from 'vscode';
import { registerCommand } from '../../shared/commands';
import type { TermChoicesDeps } from './parts';

/** What the reader says of terms, and why a term is explained or not. Loaded with the first command. */
export function registerTermChoices(parts: TermChoicesDeps): Disposable {
  const choose = () => import('./chooseTerm');
  return Disposable.from(
    registerCommand('glossary.explainTerm', async (document, line, character) => {
      const { explainTerm } = await import('./explainTerm');
      await explainTerm(parts, document, line, character);
    }),
    registerCommand('glossary.markKnown', async (term) => (await choose()).knowTerm(parts, term)),
    registerCommand('glossary.explainAgain', async (term) => (await choose()).forgetTerm(parts, term)),
    registerCommand('glossary.alwaysExplain', async (term) => (await choose()).alwaysExplainTerm(parts, term)),
    registerCommand('glossary.neverExplain', async (term) => (await choose()).neverExplainTerm(parts, term)),
    registerCommand('glossary.explainWhereMeant', async (term) => (await choose()).explainTermWhereMeant(parts, term)),
    registerCommand('glossary.showKnown', async () => {
      const { showKnownTerms } = await import('./knownTerms');
      await showKnownTerms(parts);
    }),
  );
}
