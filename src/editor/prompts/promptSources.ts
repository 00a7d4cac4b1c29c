import type { TextDocument } from 'vscode';
import { Range } from 'vscode';
import { codeLength, readPromptSource } from '../../core/prompts/language/promptSource';
import type { PromptSource } from '../../core/prompts/language/promptSource';
import type { Span } from '../../core/text/span';

/** The language of prompt files. */
export const promptLanguage = 'ai-prompt';

/**
 * UTF-16 code units of a file, and of what stands in its brackets. A longer one was made to be slow, or is data: to read it would
 * hold up the other extensions, and nothing of ours is shown in it.
 */
const maxLength = 500_000;
const maxCode = 5_000;

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
  const text = document.getText();
  const isShort = text.length <= maxLength && codeLength(text) <= maxCode;
  const source = isShort ? readPromptSource(text) : undefined;
  read.set(document, { version, source });
  return source;
}

export const rangeOf = (document: TextDocument, { start, end }: Span): Range =>
  new Range(document.positionAt(start), document.positionAt(end));
