import type { TextDocument } from 'vscode';
import { codePromptsIn } from '../../core/code/prompts/codePrompts';
import type { CodePrompt } from '../../core/code/prompts/codePrompts';
import { callSourceOf } from '../models/callsAt';
import type { Shared } from '../shared/shared';

interface Read {
  readonly version: number;
  readonly prompts: Promise<CodePrompt[] | undefined>;
}

const read = new WeakMap<TextDocument, Read>();

/**
 * Finds the prompts in the calls of a document, read once for each of its versions. `undefined` where it was changed
 * meanwhile.
 */
export function codePromptsOf(
  document: TextDocument,
  { regions }: Pick<Shared, 'regions'>,
): Promise<CodePrompt[] | undefined> {
  const { version } = document;
  const before = read.get(document);
  if (before?.version === version) return before.prompts;
  const prompts = codePromptsIn(callSourceOf(document, regions));
  read.set(document, { version, prompts });
  prompts.then(
    (found) => found ?? forget(document, prompts),
    () => forget(document, prompts),
  );
  return prompts;
}

/** Forgets a reading that was not completed, so that the next call reads again. */
function forget(document: TextDocument, prompts: Read['prompts']): void {
  if (read.get(document)?.prompts === prompts) read.delete(document);
}
