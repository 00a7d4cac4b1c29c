import type { TextDocument } from 'vscode';
import { Range } from 'vscode';
import { quickPromptSource } from '../../core/prompts/language/promptSource';
import type { PromptSource } from '../../core/prompts/language/promptSource';
import type { Span } from '../../core/text/span';

/** The language of prompt files. */
export const promptLanguage = 'ai-prompt';

interface Read {
  readonly version: number;
  readonly source: PromptSource | undefined;
}

const read = new WeakMap<TextDocument, Read>();

/** A prompt file that is open, read once for each of its versions; `undefined` where it is too long for that. */
export function promptSourceOf(document: TextDocument): PromptSource | undefined {
  const { version } = document;
  const before = read.get(document);
  if (before?.version === version) return before.source;
  const source = quickPromptSource(document.getText());
  read.set(document, { version, source });
  return source;
}

export const rangeOf = (document: TextDocument, { start, end }: Span): Range =>
  new Range(document.positionAt(start), document.positionAt(end));
