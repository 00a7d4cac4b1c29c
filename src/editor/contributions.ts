// The public names of the extension. test/editor/main/manifest.test.ts compares them with package.json.

export const commandIds = {
  openPlayground: 'aiFieldGuide.openPlayground',
  ask: 'aiFieldGuide.ask',
  sendSelection: 'aiFieldGuide.sendSelection',
  countTokens: 'aiFieldGuide.countTokens',
  countTokensInFolder: 'aiFieldGuide.countTokensInFolder',
  countTokensInWorkspace: 'aiFieldGuide.countTokensInWorkspace',
  showTokens: 'aiFieldGuide.showTokens',
  hideTokens: 'aiFieldGuide.hideTokens',
  compareTokens: 'aiFieldGuide.compareTokens',
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

/** True while the editors show their tokens. */
export const tokensShownKey = 'aiFieldGuide.tokensShown';
/** Theme colours of tokens, from 0. */
export const tokenColourIds = {
  background: (colour: number) => `aiFieldGuide.token${colour + 1}Background`,
  border: (colour: number) => `aiFieldGuide.token${colour + 1}Border`,
};
export const familiesViewId = 'aiFieldGuide.families';
export const folderTokensViewId = 'aiFieldGuide.folderTokens';
export const tokenStatusId = 'aiFieldGuide.tokens';
export const playgroundViewType = 'aiFieldGuide.playground';
/** Scheme of the read-only Markdown pages: terms, families, models, the guide, reports. */
export const pageScheme = 'ai-field-guide';
/** Scheme of the two texts of a comparison of encodings. */
export const comparisonScheme = 'ai-field-guide-tokens';
/** Their language: no syntax colours between those of the tokens, no sticky lines that would keep the sides apart. */
export const comparisonLanguageId = 'ai-field-guide-tokens';
