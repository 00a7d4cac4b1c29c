import { CompletionItem, CompletionItemKind, Range, extensions } from 'vscode';
import type { Position, TextDocument } from 'vscode';

/** The YAML extension, which reads our schemas, and completes keys and values by them. */
export const yamlExtension = 'redhat.vscode-yaml';

/** Lines above the cursor that are read. That is all lines, except in a file that was not written by hand. */
const maxLines = 200_000;

/** Returns the lines above a place in a YAML file, and the text before it in its own line. */
export function textBefore(document: TextDocument, { line, character }: Position): { above: string[]; before: string } {
  const first = Math.max(0, line - maxLines);
  return {
    above: document
      .getText(new Range(first, 0, line, 0))
      .split(/\r?\n/)
      .slice(0, -1),
    before: document.lineAt(line).text.slice(0, character),
  };
}

/** Offers keys, each followed by `behindKey`, or values. */
export function wordItems(words: readonly string[], behindKey?: string): CompletionItem[] {
  if (extensions.getExtension(yamlExtension)) return [];
  const kind = behindKey === undefined ? CompletionItemKind.EnumMember : CompletionItemKind.Property;
  return words.map((word) =>
    Object.assign(new CompletionItem(word, kind), behindKey !== undefined && { insertText: word + behindKey }),
  );
}
