// Files that are checked on their own, whatever agents make of them. Nothing else is here, as an editor loads this module
// when it starts.

export const limitsFileName = '.token-limits.json';

/** Whether the links and imports of a file are followed, as its name is usual for files that agents read. */
export const hasLinks = (path: string): boolean =>
  /(?:^|\/)(?:(?:AGENTS(?:\.override)?|CLAUDE(?:\.local)?|GEMINI|SKILL|copilot-instructions)\.md|[^/]+\.(?:instructions|agent|prompt)\.md|\.(?:claude|cursor)\/(?:rules|agents|commands)\/.+\.mdc?)$/.test(
    path,
  );

/** Whether a file is the manifest of a plugin. Its text shows which agents the plugin is for. */
export const isPluginFile = (path: string): boolean => /(?:^|\/)plugin\.json$/.test(path);

/** Whether an editor looks for problems in a file once it is open. */
export const isChecked = (path: string): boolean =>
  hasLinks(path) ||
  isPluginFile(path) ||
  path.endsWith(`/${limitsFileName}`) ||
  path === limitsFileName ||
  /(?:^|\/)\.(?:claude|cursor)\/.+\.mdc?$/.test(path);
