import type { TextDocument } from 'vscode';

/** Characters of a config that is read after each key. */
const quickLength = 20_000;

/** Whether a config waits until it is saved: a longer one takes more time than a key has. */
export const waitsForSave = (document: Pick<TextDocument, 'isDirty' | 'getText'>): boolean =>
  document.isDirty && document.getText().length > quickLength;
