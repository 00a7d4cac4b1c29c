import { CompletionItem, CompletionItemKind, CompletionItemTag, Range, extensions } from 'vscode';
import type { CompletionItemProvider } from 'vscode';
import { madeTypes } from '../../core/evals/checks/checkOutput';
import { checkText } from '../../core/evals/checks/checkTexts';
import { judgedTypes } from '../../core/evals/suite/judgedTypes';
import { completeConfig } from '../../core/evals/suite/completeConfig';
import type { ConfigWord } from '../../core/evals/suite/configKeys';
import { nameOf } from '../files/paths';
import { textBefore, yamlExtension } from '../shared/yamlCompletion';
import { say } from '../shared/words';
import { suiteSkeleton } from './newSuite';

/** Keys of a config with what they mean, and types of checks. */
export const configCompletion: CompletionItemProvider = {
  provideCompletionItems(document, position) {
    // Nothing but comments, and the word that is being typed.
    const isEmpty = /^\w*$/.test(
      document
        .getText(new Range(0, 0, 20, 0))
        .replaceAll(/^\s*#.*$/gm, '')
        .trim(),
    );
    const first = isEmpty ? [skeleton()] : [];
    // It gets the schema of promptfoo's own names from a list of schemas; suites of other names are in none.
    const isPromptfoos = nameOf(document.uri).startsWith('promptfooconfig.');
    if (isPromptfoos && extensions.getExtension(yamlExtension)) return first;
    const { above, before } = textBefore(document, position);
    const { kind, words } = completeConfig(above, before, say);
    if (kind === 'keys') return [...first, ...words.map((word) => itemOf(word, CompletionItemKind.Property, ': '))];
    return (kind === 'types' ? types() : words).map((word) => itemOf(word, CompletionItemKind.EnumMember));
  },
};

/** What an empty file can begin with. */
function skeleton(): CompletionItem {
  const item = new CompletionItem('suite', CompletionItemKind.Snippet);
  item.detail = say('a prompt, a provider and a test');
  item.sortText = '!';
  item.insertText = suiteSkeleton();
  return item;
}

function types(): ConfigWord[] {
  const types = [...madeTypes, ...judgedTypes];
  const names = [...types, 'assert-set', ...types.map((type) => `not-${type}`)];
  return names.map((word) => ({ word, detail: '', about: checkText(word, say) }));
}

function itemOf(
  { word, detail, about, isSkipped = false }: ConfigWord,
  kind: CompletionItemKind,
  behind = '',
): CompletionItem {
  const item = new CompletionItem({ label: word, ...(detail !== '' && { description: detail }) }, kind);
  item.documentation = about;
  item.insertText = word + behind;
  // What nobody obeys here comes last.
  item.sortText = `${isSkipped ? 1 : 0}${word}`;
  if (isSkipped) item.tags = [CompletionItemTag.Deprecated];
  return item;
}
