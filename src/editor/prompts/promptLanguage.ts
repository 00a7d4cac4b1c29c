import {
  CompletionItem,
  CompletionItemKind,
  Disposable,
  DocumentSymbol,
  FoldingRange,
  FoldingRangeKind,
  Hover,
  Location,
  MarkdownString,
  SnippetString,
  SymbolKind,
  WorkspaceEdit,
  languages,
} from 'vscode';
import type { Position, TextDocument } from 'vscode';
import { escapeMarkdown } from '../../core/base/markdown';
import { completionsAt } from '../../core/prompts/language/completion';
import type { PromptCompletion } from '../../core/prompts/language/completion';
import { hoverAt } from '../../core/prompts/language/hover';
import { foldingOf, outlineOf } from '../../core/prompts/language/outline';
import type { OutlineItem } from '../../core/prompts/language/outline';
import { placesOf, renameFault, variableAt } from '../../core/prompts/language/variables';
import type { FieldGuide } from '../../core/fieldGuide';
import { say } from '../shared/words';
import { namedSelector, promptLanguage, promptSelector } from './promptForms';
import { promptSourceOf } from './promptSources';
import { rangeOf } from '../shared/ranges';

/** Registers outline, folding, hover, completion, definition, references and rename in prompt files. */
export function registerPromptLanguage(guide: Pick<FieldGuide, 'catalog'>): Disposable {
  const provideCompletionItems = (document: TextDocument, position: Position): Promise<CompletionItem[]> =>
    complete(document, position, guide);
  return Disposable.from(
    languages.registerDocumentSymbolProvider(promptSelector, { provideDocumentSymbols }),
    // YAML is folded by its indentation.
    languages.registerFoldingRangeProvider([{ language: promptLanguage }, { pattern: '**/*.prompty' }], {
      provideFoldingRanges,
    }),
    // In files that configs name, other extensions answer, too. Everything that is not ours there is left to them.
    languages.registerHoverProvider([...promptSelector, ...namedSelector], { provideHover }),
    languages.registerDefinitionProvider(promptSelector, { provideDefinition }),
    languages.registerReferenceProvider(promptSelector, { provideReferences }),
    languages.registerRenameProvider(promptSelector, { prepareRename, provideRenameEdits }),
    languages.registerCompletionItemProvider(
      { language: promptLanguage },
      { provideCompletionItems },
      ...['{', '#', '"', "'", ' ', ':'],
    ),
    languages.registerCompletionItemProvider(
      [...promptSelector.slice(1), ...namedSelector],
      { provideCompletionItems },
      ...['{', '%', '|'],
    ),
  );
}

const symbolKinds: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  settings: SymbolKind.Namespace,
  field: SymbolKind.Property,
  message: SymbolKind.Class,
  block: SymbolKind.Struct,
};

function provideDocumentSymbols(document: TextDocument): DocumentSymbol[] {
  const source = promptSourceOf(document);
  const symbolOf = ({ name, detail, kind, span, selection, children }: OutlineItem): DocumentSymbol => {
    const [range, selected] = [rangeOf(document, span), rangeOf(document, selection)];
    const symbol = new DocumentSymbol(
      name || '…',
      detail,
      symbolKinds[kind],
      range,
      range.intersection(selected) ?? range,
    );
    symbol.children = children.map(symbolOf);
    return symbol;
  };
  return source ? outlineOf(source, say).map(symbolOf) : [];
}

function provideFoldingRanges(document: TextDocument): FoldingRange[] {
  const source = promptSourceOf(document);
  return (source ? foldingOf(source) : []).flatMap((span) => {
    const { start, end } = rangeOf(document, span);
    // The line of the closing bracket stays in sight.
    const last = end.character === 0 || span !== source?.frontMatter ? end.line - 1 : end.line;
    const kind = span === source?.frontMatter ? FoldingRangeKind.Region : undefined;
    return last > start.line ? [new FoldingRange(start.line, last, kind)] : [];
  });
}

function provideHover(document: TextDocument, position: Position): Hover | undefined {
  const source = promptSourceOf(document);
  const found = source && hoverAt(source, document.offsetAt(position), say);
  if (!found) return undefined;
  const card = new MarkdownString();
  card.appendCodeblock(found.title, 'typescript');
  // The words of the file about a variable are shown as plain text, not as Markdown.
  for (const line of found.lines) card.appendMarkdown(`${escapeMarkdown(line)}\n\n`);
  return new Hover(card, rangeOf(document, found.span));
}

function provideDefinition(document: TextDocument, position: Position): Location[] {
  const found = placeOf(document, position);
  return (found?.declared?.places ?? []).map((span) => new Location(document.uri, rangeOf(document, span)));
}

function provideReferences(document: TextDocument, position: Position): Location[] {
  const source = promptSourceOf(document);
  const found = placeOf(document, position);
  const places = source && found ? placesOf(source, found.name).places : [];
  return places.map((span) => new Location(document.uri, rangeOf(document, span)));
}

const placeOf = (document: TextDocument, position: Position): ReturnType<typeof variableAt> => {
  const source = promptSourceOf(document);
  return source && variableAt(source, document.offsetAt(position));
};

/** Finds the name to rename. @throws Error with a message for the user, which VS Code shows. */
function prepareRename(
  document: TextDocument,
  position: Position,
): { range: ReturnType<typeof rangeOf>; placeholder: string } {
  const found = placeOf(document, position);
  if (!found) throw new Error(say('Only variables of the input can be renamed here.'));
  return { range: rangeOf(document, found.span), placeholder: found.name };
}

function provideRenameEdits(document: TextDocument, position: Position, newName: string): WorkspaceEdit | undefined {
  const source = promptSourceOf(document);
  const found = placeOf(document, position);
  if (!source || !found) return undefined;
  const fault = renameFault(source, found.name, newName);
  if (fault) throw new Error(fault(say));
  const edit = new WorkspaceEdit();
  for (const span of placesOf(source, found.name).places) edit.replace(document.uri, rangeOf(document, span), newName);
  return edit;
}

const completionKinds: Readonly<Record<PromptCompletion['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  helper: CompletionItemKind.Function,
  role: CompletionItemKind.EnumMember,
};

async function complete(
  document: TextDocument,
  position: Position,
  guide: Pick<FieldGuide, 'catalog'>,
): Promise<CompletionItem[]> {
  const source = promptSourceOf(document);
  if (source?.prompt.form === 'dotprompt' && source.text.trim() === '') return [skeleton()];
  const found = source && completionsAt(source, document.offsetAt(position), say);
  if (!found) return [];
  const range = rangeOf(document, found.span);
  if (found.kind === 'models') {
    const { models } = await guide.catalog();
    return models.map(({ id, name }) => {
      const item = new CompletionItem({ label: id, description: name }, CompletionItemKind.EnumMember);
      item.range = range;
      return item;
    });
  }
  return found.entries.map(({ kind, label, insert, detail }, at) => {
    const item = new CompletionItem(label, completionKinds[kind]);
    item.range = range;
    item.detail = detail;
    item.sortText = String(at).padStart(4, '0');
    if (insert !== undefined) item.insertText = insert;
    return item;
  });
}

/** Makes the item for a prompt that an empty file can begin with. */
function skeleton(): CompletionItem {
  const item = new CompletionItem('prompt', CompletionItemKind.Snippet);
  item.detail = say('settings, a variable and two messages');
  item.insertText = new SnippetString(
    '---\nmodel: ${1}\ninput:\n  schema:\n    ${2:topic}: string\n---\n{{role "system"}}\n${3}\n\n{{role "user"}}\n{{${2:topic}}}${0}\n',
  );
  return item;
}
