/** What can be done with providers, by the names of the commands. */
export const providerCommands = [
  'addProvider',
  'useRealModel',
  'setApiKey',
  'removeApiKey',
  'testConnection',
  'loadModels',
  'stopProvider',
  'editProvider',
  'renameProvider',
  'removeProvider',
  'undoRemoveProvider',
] as const;

export type ProviderCommand = (typeof providerCommands)[number];
