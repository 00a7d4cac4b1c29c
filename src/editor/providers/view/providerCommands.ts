/** What can be done with providers, by the names of the commands. */
export const providerCommands = [
  'providers.add',
  'providers.useRealModel',
  'providers.setApiKey',
  'providers.removeApiKey',
  'providers.testConnection',
  'providers.loadModels',
  'providers.stopTest',
  'providers.edit',
  'providers.rename',
  'providers.remove',
  'providers.undoRemove',
] as const;

export type ProviderCommand = (typeof providerCommands)[number];
