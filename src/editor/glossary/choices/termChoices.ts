import type { Disposable } from 'vscode';
import { registerLazyCommands } from '../../shared/commands';
import type { TermChoicesDeps } from './explainTerm';

/** Registers the commands for the reader's choices of terms, and for the reasons why a term is explained or not. */
export const registerTermChoices = (deps: TermChoicesDeps): Disposable =>
  registerLazyCommands(
    [
      'glossary.explainTerm',
      'glossary.markKnown',
      'glossary.explainAgain',
      'glossary.alwaysExplain',
      'glossary.neverExplain',
      'glossary.explainWhereMeant',
      'glossary.showKnown',
    ],
    async () => (await import('./choiceCommands')).choiceCommands(deps),
  );
