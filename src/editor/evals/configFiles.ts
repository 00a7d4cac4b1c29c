import type { Uri } from 'vscode';

/** Configs of promptfoo, and suites beside what they are of. */
export const configFiles = '**/{promptfooconfig,*.eval}.{yaml,yml}';
/** Besides what VS Code leaves out. */
export const configsLeftOut = '**/node_modules/**';

export const isConfigFile = ({ scheme, path }: Uri): boolean =>
  scheme === 'file' && /\/(?:promptfooconfig|[^/]+\.eval)\.ya?ml$/.test(path) && !path.includes('/node_modules/');
