import type { CompletionItemProvider } from 'vscode';
import { madeTypes } from '../../core/evals/checks/checkOutput';
import { judgedTypes } from '../../core/evals/suite/judgedTypes';
import { completeConfig } from '../../core/evals/suite/completeConfig';
import { textBefore, wordItems } from '../shared/yamlCompletion';

/** Keys of a config, and types of checks. */
export const configCompletion: CompletionItemProvider = {
  provideCompletionItems(document, position) {
    const { above, before } = textBefore(document, position);
    const { kind, words } = completeConfig(above, before, [...madeTypes, ...judgedTypes]);
    return wordItems(words, kind === 'keys' ? ': ' : undefined);
  },
};
