import { CompletionItem, CompletionItemKind, extensions } from 'vscode';
import type { Position, TextDocument } from 'vscode';

/** It reads the schemas of ours, and completes keys and values by them. */
export const yamlExtension = 'redhat.vscode-yaml';

/** Lines above the cursor that say where it is. */
const maxLines = 2_000;

/** The lines above a place of a YAML file of ours, and what stands before it in its own line. */
export function textBefore(document: TextDocument, { line, character }: Position): { above: string[]; before: string } {
  const first = Math.max(0, line - maxLines);
  return {
    above: Array.from({ length: line - first }, (_, index) => document.lineAt(first + index).text),
    before: document.lineAt(line).text.slice(0, character),
  };
}

/** Offers keys, with what stands behind each, or values. */
export function wordItems(words: readonly string[], behindKey?: string): CompletionItem[] {
  if (extensions.getExtension(yamlExtension)) return [];
  const kind = behindKey === undefined ? CompletionItemKind.EnumMember : CompletionItemKind.Property;
  return words.map((word) =>
    Object.assign(new CompletionItem(word, kind), behindKey !== undefined && { insertText: word + behindKey }),
  );
}
