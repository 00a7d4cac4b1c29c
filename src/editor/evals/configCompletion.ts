import { CompletionItem, CompletionItemKind, CompletionItemTag, Range, extensions } from 'vscode';
import type { CompletionItemProvider, TextDocument } from 'vscode';
import { madeTypes } from '../../core/evals/checks/checkOutput';
import { checkText } from '../../core/evals/checks/checkTexts';
import { judgedTypes } from '../../core/evals/suite/judgedTypes';
import { completeConfig } from '../../core/evals/suite/completeConfig';
import type { ConfigWord } from '../../core/evals/suite/configKeys';
import { varWords } from '../../core/evals/suite/varWords';
import { nameOf } from '../files/paths';
import { textBefore, yamlExtension } from '../shared/yamlCompletion';
import { say } from '../shared/words';
import { loadSuite } from './loadSuite';
import { suiteSkeleton } from './newSuite';
import { waitsForSave } from './waitsForSave';

/** Completes keys of a config, with their meaning, and types of checks. */
export const configCompletion: CompletionItemProvider = {
  async provideCompletionItems(document, position) {
    // The YAML extension gets the schema of promptfoo's own names from a list of schemas. Suites of other names are in none.
    const isPromptfoos = nameOf(document.uri).startsWith('promptfooconfig.');
    const { above, before } = textBefore(document, position);
    const { kind, words, beside = new Set() } = completeConfig(above, before, say);
    if (kind === 'vars') {
      const names = await namesFor(document, position.line, beside);
      return names.map((word) => itemOf(word, CompletionItemKind.Variable, ': '));
    }
    const first = isEmpty(document) ? [skeleton()] : [];
    // The YAML extension offers the rest, which it knows from the schema.
    if (isPromptfoos && extensions.getExtension(yamlExtension)) return first;
    if (kind === 'keys') return [...first, ...words.map((word) => itemOf(word, CompletionItemKind.Property, ': '))];
    return (kind === 'types' ? types() : words).map((word) => itemOf(word, CompletionItemKind.EnumMember));
  },
};

/** Whether a document has nothing but comments and the word that is being typed. */
function isEmpty(document: TextDocument): boolean {
  const text = document.getText(new Range(0, 0, 20, 0)).replaceAll(/^\s*#.*$/gm, '');
  return /^\w*$/.test(text.trim());
}

/** Makes the item for a suite that an empty file can begin with. */
function skeleton(): CompletionItem {
  const item = new CompletionItem('suite', CompletionItemKind.Snippet);
  item.detail = say('a prompt, a provider and a test');
  item.sortText = '!';
  item.insertText = suiteSkeleton();
  return item;
}

/** Returns the names of variables of a config, without the line that is being typed, which is no YAML yet. */
async function namesFor(document: TextDocument, line: number, beside: ReadonlySet<string>): Promise<ConfigWord[]> {
  const lines = document.getText().split('\n');
  if (waitsForSave(document)) return [];
  lines[line] = '';
  const loaded = await loadSuite(document.uri, lines.join('\n'));
  return loaded ? varWords(loaded.suite, beside, say) : [];
}

function types(): ConfigWord[] {
  const types = [...madeTypes, ...judgedTypes];
  const names = [...types, 'assert-set', ...types.map((type) => `not-${type}`)];
  return names.map((word) => ({ word, detail: '', about: checkText(word, say) }));
}

function itemOf(
  { word, detail, about, isSkipped = false, isLater = false }: ConfigWord,
  kind: CompletionItemKind,
  behind = '',
): CompletionItem {
  const item = new CompletionItem({ label: word, ...(detail !== '' && { description: detail }) }, kind);
  item.documentation = about;
  item.insertText = word + behind;
  // Words that are not obeyed here come last, as do those that are less likely to be meant.
  item.sortText = `${isSkipped || isLater ? 1 : 0}${word}`;
  if (isSkipped) item.tags = [CompletionItemTag.Deprecated];
  return item;
}
