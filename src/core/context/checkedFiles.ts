// Files that are looked at for themselves, whatever agents make of them. Nothing else is here: an editor loads this when it starts.

export const limitsFileName = '.token-limits.json';

/** Files whose links and imports are followed: what agents read, by its usual names. */
export const hasLinks = (path: string): boolean =>
  /(?:^|\/)(?:(?:AGENTS(?:\.override)?|CLAUDE(?:\.local)?|GEMINI|SKILL|copilot-instructions)\.md|[^/]+\.(?:instructions|agent|prompt)\.md|\.(?:claude|cursor)\/(?:rules|agents|commands)\/.+\.mdc?)$/.test(
    path,
  );

/** Manifests of plugins; what is in one says whose it is. */
export const isPluginFile = (path: string): boolean => /(?:^|\/)plugin\.json$/.test(path);

/** Whether an editor looks for problems in a file once it is open. */
export const isChecked = (path: string): boolean =>
  hasLinks(path) ||
  isPluginFile(path) ||
  path.endsWith(`/${limitsFileName}`) ||
  path === limitsFileName ||
  /(?:^|\/)\.(?:claude|cursor)\/.+\.mdc?$/.test(path);
