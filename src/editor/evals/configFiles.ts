import type { TextDocument, Uri } from 'vscode';

/** Configs of promptfoo, and suites beside what they are of. */
export const configFiles = '**/{promptfooconfig,*.eval}.{yaml,yml}';
/** Besides what VS Code leaves out. */
export const configsLeftOut = '**/node_modules/**';

export const isConfigFile = ({ scheme, path }: Uri): boolean =>
  scheme === 'file' && /\/(?:promptfooconfig|[^/]+\.eval)\.ya?ml$/.test(path) && !path.includes('/node_modules/');

/** Characters of a config that is read after each key. */
const quickLength = 20_000;

/** Whether it waits until it is saved: a longer one takes more time than a key has. */
export const waitsForSave = (document: Pick<TextDocument, 'isDirty' | 'getText'>): boolean =>
  document.isDirty && document.getText().length > quickLength;
