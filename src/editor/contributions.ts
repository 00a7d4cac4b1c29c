// The public names of the extension. test/editor/main/manifest.test.ts compares them with package.json.

export const commandIds = {
  openPlayground: 'aiFieldGuide.openPlayground',
  ask: 'aiFieldGuide.ask',
  sendSelection: 'aiFieldGuide.sendSelection',
  countTokens: 'aiFieldGuide.countTokens',
  countTokensInFolder: 'aiFieldGuide.countTokensInFolder',
  countTokensInWorkspace: 'aiFieldGuide.countTokensInWorkspace',
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
  sortFolderTokensByTokens: 'aiFieldGuide.folderTokens.sortByTokens',
  sortFolderTokensByName: 'aiFieldGuide.folderTokens.sortByName',
  openFolderTokensReport: 'aiFieldGuide.folderTokens.openReport',
  refreshFolderTokens: 'aiFieldGuide.folderTokens.refresh',
  clearFolderTokens: 'aiFieldGuide.folderTokens.clear',
  showMore: 'aiFieldGuide.folderTokens.showMore',
} as const;

export const settingIds = {
  model: 'aiFieldGuide.model',
  tokensEnabled: 'aiFieldGuide.tokens.enabled',
  reservedOutput: 'aiFieldGuide.tokens.reservedOutput',
  warningPercent: 'aiFieldGuide.tokens.warningPercent',
  errorPercent: 'aiFieldGuide.tokens.errorPercent',
  maxFileSize: 'aiFieldGuide.tokens.maxFileSize',
  explorerBadges: 'aiFieldGuide.tokens.explorerBadges',
  hoverEnabled: 'aiFieldGuide.glossary.hover.enabled',
  hoverLanguages: 'aiFieldGuide.glossary.languages',
  providers: 'aiFieldGuide.providers',
  stallTimeout: 'aiFieldGuide.playground.stallTimeout',
} as const;

/** Keys that `when` clauses in package.json read. */
export const contextKeys = {
  hasFolderTokens: 'aiFieldGuide.hasFolderTokens',
  /** `tokens` or `name`. */
  folderTokensOrder: 'aiFieldGuide.folderTokensOrder',
} as const;

export const familiesViewId = 'aiFieldGuide.families';
export const folderTokensViewId = 'aiFieldGuide.folderTokens';
export const tokenStatusId = 'aiFieldGuide.tokens';
export const playgroundViewType = 'aiFieldGuide.playground';
/** Scheme of the read-only Markdown pages: terms, families, models, the guide, reports. */
export const pageScheme = 'ai-field-guide';
