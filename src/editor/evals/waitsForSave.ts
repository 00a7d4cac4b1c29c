import type { TextDocument } from 'vscode';

/** Characters of the longest config that is read after each key. */
const quickLength = 20_000;

/** Whether a config is read only after it is saved, because a longer one takes more time than there is between two keys. */
export const waitsForSave = (document: Pick<TextDocument, 'isDirty' | 'getText'>): boolean =>
  document.isDirty && document.getText().length > quickLength;
