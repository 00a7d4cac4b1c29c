// The public names of the extension. test/editor/main/manifest.test.ts compares them with package.json.

export const commandIds = {
  openPlayground: 'aiFieldGuide.openPlayground',
  ask: 'aiFieldGuide.ask',
  sendSelection: 'aiFieldGuide.sendSelection',
  countTokens: 'aiFieldGuide.countTokens',
  lookUpTerm: 'aiFieldGuide.lookUpTerm',
  selectModel: 'aiFieldGuide.selectModel',
  addProvider: 'aiFieldGuide.addProvider',
  setApiKey: 'aiFieldGuide.setApiKey',
  removeApiKey: 'aiFieldGuide.removeApiKey',
  testConnection: 'aiFieldGuide.testConnection',
  useInCounter: 'aiFieldGuide.families.useInCounter',
  openInPlayground: 'aiFieldGuide.families.openInPlayground',
  copyModelId: 'aiFieldGuide.families.copyModelId',
  openMakerPage: 'aiFieldGuide.families.openMakerPage',
} as const;

export const settingIds = {
  model: 'aiFieldGuide.model',
  tokensEnabled: 'aiFieldGuide.tokens.enabled',
  reservedOutput: 'aiFieldGuide.tokens.reservedOutput',
  warningPercent: 'aiFieldGuide.tokens.warningPercent',
  errorPercent: 'aiFieldGuide.tokens.errorPercent',
  hoverEnabled: 'aiFieldGuide.glossary.hover.enabled',
  hoverLanguages: 'aiFieldGuide.glossary.languages',
  providers: 'aiFieldGuide.providers',
  stallTimeout: 'aiFieldGuide.playground.stallTimeout',
} as const;

export const familiesViewId = 'aiFieldGuide.families';
export const tokenStatusId = 'aiFieldGuide.tokens';
export const playgroundViewType = 'aiFieldGuide.playground';
/** Scheme of the read-only Markdown pages: terms, families, models, the guide, reports. */
export const pageScheme = 'ai-field-guide';
