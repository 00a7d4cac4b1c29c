import { Range } from 'vscode';
import type { TextDocument, Uri } from 'vscode';

/** Configs of promptfoo, and suites beside the files that they test. */
export const configFiles = '**/{promptfooconfig*,*.eval}.{yaml,yml}';
/** Files to leave out, in addition to those that VS Code leaves out. */
export const configsLeftOut = '**/node_modules/**';

export const isConfigFile = ({ scheme, path }: Uri): boolean =>
  scheme === 'file' && /\/(?:promptfooconfig[^/]*|[^/]+\.eval)\.ya?ml$/.test(path) && !path.includes('/node_modules/');

/** Whether a file of another name says that it is a config. Promptfoo writes such a line at the top. */
export const saysItIsConfig = (document: TextDocument): boolean =>
  document.uri.scheme === 'file' &&
  document.languageId === 'yaml' &&
  /\$schema=\S*promptfoo/.test(document.getText(document.validateRange(new Range(0, 0, 5, 0))));
