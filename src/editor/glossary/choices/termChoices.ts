import { Disposable } from 'vscode';
import { registerCommand } from '../../shared/commands';
import type { TermChoicesDeps } from './askedTerm';

/** What the reader says of terms, and why a term is explained or not. Loaded with the first command. */
export function registerTermChoices(deps: TermChoicesDeps): Disposable {
  const choose = () => import('./chooseTerm');
  return Disposable.from(
    registerCommand('glossary.explainTerm', async (document, line, character) => {
      const { explainTerm } = await import('./explainTerm');
      await explainTerm(deps, document, line, character);
    }),
    registerCommand('glossary.markKnown', async (term) => (await choose()).knowTerm(deps, term)),
    registerCommand('glossary.explainAgain', async (term) => (await choose()).forgetTerm(deps, term)),
    registerCommand('glossary.alwaysExplain', async (term) => (await choose()).alwaysExplainTerm(deps, term)),
    registerCommand('glossary.neverExplain', async (term) => (await choose()).neverExplainTerm(deps, term)),
    registerCommand('glossary.explainWhereMeant', async (term) => (await choose()).explainTermWhereMeant(deps, term)),
    registerCommand('glossary.showKnown', async () => {
      const { showKnownTerms } = await import('./knownTerms');
      await showKnownTerms(deps);
    }),
  );
}
