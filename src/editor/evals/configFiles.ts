import { Range } from 'vscode';
import type { TextDocument, Uri } from 'vscode';

/** Configs of promptfoo, and suites beside what they are of. */
export const configFiles = '**/{promptfooconfig*,*.eval}.{yaml,yml}';
/** Besides what VS Code leaves out. */
export const configsLeftOut = '**/node_modules/**';

export const isConfigFile = ({ scheme, path }: Uri): boolean =>
  scheme === 'file' && /\/(?:promptfooconfig[^/]*|[^/]+\.eval)\.ya?ml$/.test(path) && !path.includes('/node_modules/');

/** A file of another name that says itself what it is: promptfoo writes such a line at the top. */
export const saysItIsConfig = (document: TextDocument): boolean =>
  document.uri.scheme === 'file' &&
  document.languageId === 'yaml' &&
  /\$schema=\S*promptfoo/.test(document.getText(document.validateRange(new Range(0, 0, 5, 0))));
