// The public names of the extension. test/unit/editor/shared/manifest.test.ts compares them with package.json.

/** What each command takes from links, buttons and other features, and gives back. From the palette it gets nothing. */
export interface Commands {
  /** With a prompt it stands in the message field of a new session, for Pocket; the user sends it. */
  openPlayground: (prompt?: string) => void;
  /** The walkthrough. */
  getStarted: () => void;
  /** A text to try the first steps on. */
  openSample: () => void;
  /** Shows them of the text beside the walkthrough, or of the sample where there is none, and gives it the focus. */
  showTokensOfSample: () => void;
  ask: () => void;
  sendSelection: () => void;
  newSession: () => void;
  deleteAllSessions: () => void;
  openSession: (item?: object) => void;
  renameSession: (item?: object) => void;
  deleteSession: (item?: object) => void;
  undoDeleteSession: () => void;
  filterSessions: () => void;
  /** With the id of a model it counts for that one, else for the chosen one. */
  countTokens: (modelId?: string) => void;
  /** Of the document at that address; of the one in the editor, or its selection, without one. */
  countExactly: (document?: string) => void;
  /** The explorer gives the address under the pointer. */
  countTokensInFile: (file?: object) => void;
  /** The explorer gives the address under the pointer, and all that are selected. */
  countTokensInFolder: (folder?: object, selected?: readonly object[]) => void;
  countTokensInWorkspace: () => void;
  checkModelIdsInWorkspace: () => void;
  /** Adds the id to `ai-field-guide.yml` of the folder that the file (an address) is in. */
  ignoreModelId: (id: string, file: object) => void;
  replaceModelId: (id: string, successor: string) => void;
  /** Shows them, or hides them where they are shown. `true`: shows them in any case. */
  showTokens: (shown?: boolean) => void;
  hideTokens: () => void;
  compareTokens: () => void;
  /** A term by its id or by a row that stands for it. */
  lookUpTerm: (term?: string | object) => void;
  addTerm: () => void;
  /** Of the word at a place (its document's address, line and column from 0); without one at the cursor. */
  explainTerm: (document?: string, line?: number, character?: number) => void;
  /** A term by its id or by a row that stands for it; without one that at the cursor. So do the next four. */
  knowTerm: (term?: string | object) => void;
  forgetTerm: (term?: string | object) => void;
  alwaysExplainTerm: (term?: string | object) => void;
  neverExplainTerm: (term?: string | object) => void;
  /** Takes back what was chosen for this workspace. */
  explainTermWhereMeant: (term?: string | object) => void;
  showKnownTerms: () => void;
  focusGlossaryCard: () => void;
  pinGlossaryCard: () => void;
  unpinGlossaryCard: () => void;
  clearGlossaryCard: () => void;
  explainWord: () => void;
  /** A page by its place, `families/claude#claude-opus`, or the row of a tree that has one or stands for a term. */
  openPage: (page?: string | object) => void;
  openPageAsText: () => void;
  selectModel: (modelId?: string) => void;
  /** Gives back the id of the provider; `undefined` when the user left. */
  addProvider: (presetId?: string) => string | undefined;
  /** As `addProvider`. */
  useRealModel: () => string | undefined;
  setApiKey: (provider?: string | object) => void;
  removeApiKey: (provider?: string | object) => void;
  testConnection: (provider?: string | object) => void;
  loadModels: (provider?: string | object) => void;
  stopProvider: (provider?: string | object) => void;
  editProvider: (provider?: string | object) => void;
  renameProvider: (provider?: string | object) => void;
  removeProvider: (provider?: string | object) => void;
  undoRemoveProvider: () => void;
  openProviderSettings: () => void;
  useInCounter: (node?: object) => void;
  /** A row of the tree, or the id of a model. */
  openInPlayground: (model?: string | object) => void;
  copyModelId: (node?: object) => void;
  copyFact: (node?: object) => void;
  openMakerPage: (node?: object) => void;
  filterModels: () => void;
  clearModelFilter: () => void;
  sortModels: () => void;
  /** A row of the tree and all that are selected, or the id of a family; without them it asks which. */
  compareModels: (what?: string | object, selected?: readonly object[]) => void;
  showInTree: (modelId?: string) => void;
  openOrClosed: () => void;
  showChanges: () => void;
  refreshCatalog: () => void;
  removeLiveData: () => void;
  sortFolderTokensByTokens: () => void;
  sortFolderTokensByName: () => void;
  openFolderTokensReport: () => void;
  refreshFolderTokens: () => void;
  clearFolderTokens: () => void;
  showMore: (node?: object) => void;
  sortPageTermsByName: () => void;
  sortPageTermsByMention: () => void;
  /** The first place of a row of Terms on This Page. */
  goToMention: (row?: object) => void;
  goToNextMention: (row?: object) => void;
  searchGlossary: () => void;
  clearGlossarySearch: () => void;
  findTermsInFiles: () => void;
  stopFindingTerms: () => void;
  exportGlossary: () => void;
  /** At a station, by its id; without one where it was left. */
  openLab: (station?: string, text?: string) => void;
  openLabWithSelection: () => void;
}

export type CommandName = keyof Commands;

export const commandIds: Readonly<Record<CommandName, string>> = {
  openPlayground: 'aiFieldGuide.openPlayground',
  ask: 'aiFieldGuide.ask',
  sendSelection: 'aiFieldGuide.sendSelection',
  newSession: 'aiFieldGuide.newSession',
  deleteAllSessions: 'aiFieldGuide.deleteAllSessions',
  openSession: 'aiFieldGuide.sessions.open',
  renameSession: 'aiFieldGuide.sessions.rename',
  deleteSession: 'aiFieldGuide.sessions.delete',
  undoDeleteSession: 'aiFieldGuide.sessions.undoDelete',
  filterSessions: 'aiFieldGuide.sessions.filter',
  countTokens: 'aiFieldGuide.countTokens',
  countExactly: 'aiFieldGuide.countExactly',
  countTokensInFile: 'aiFieldGuide.countTokensInFile',
  countTokensInFolder: 'aiFieldGuide.countTokensInFolder',
  countTokensInWorkspace: 'aiFieldGuide.countTokensInWorkspace',
  checkModelIdsInWorkspace: 'aiFieldGuide.modelIds.checkWorkspace',
  ignoreModelId: 'aiFieldGuide.modelIds.ignoreInWorkspace',
  replaceModelId: 'aiFieldGuide.modelIds.replaceEverywhere',
  showTokens: 'aiFieldGuide.showTokens',
  hideTokens: 'aiFieldGuide.hideTokens',
  compareTokens: 'aiFieldGuide.compareTokens',
  lookUpTerm: 'aiFieldGuide.lookUpTerm',
  addTerm: 'aiFieldGuide.glossary.addTerm',
  explainTerm: 'aiFieldGuide.glossary.explain',
  knowTerm: 'aiFieldGuide.glossary.know',
  forgetTerm: 'aiFieldGuide.glossary.forget',
  alwaysExplainTerm: 'aiFieldGuide.glossary.alwaysHere',
  neverExplainTerm: 'aiFieldGuide.glossary.neverHere',
  explainTermWhereMeant: 'aiFieldGuide.glossary.whereMeant',
  showKnownTerms: 'aiFieldGuide.glossary.knownTerms',
  focusGlossaryCard: 'aiFieldGuide.glossary.focusCard',
  pinGlossaryCard: 'aiFieldGuide.glossaryCard.pin',
  unpinGlossaryCard: 'aiFieldGuide.glossaryCard.unpin',
  clearGlossaryCard: 'aiFieldGuide.glossaryCard.clear',
  explainWord: 'aiFieldGuide.glossary.explainWord',
  openPage: 'aiFieldGuide.openPage',
  openPageAsText: 'aiFieldGuide.openPageAsText',
  selectModel: 'aiFieldGuide.selectModel',
  addProvider: 'aiFieldGuide.addProvider',
  useRealModel: 'aiFieldGuide.useRealModel',
  setApiKey: 'aiFieldGuide.setApiKey',
  removeApiKey: 'aiFieldGuide.removeApiKey',
  testConnection: 'aiFieldGuide.testConnection',
  loadModels: 'aiFieldGuide.providers.loadModels',
  stopProvider: 'aiFieldGuide.providers.stop',
  editProvider: 'aiFieldGuide.providers.edit',
  renameProvider: 'aiFieldGuide.providers.rename',
  removeProvider: 'aiFieldGuide.providers.remove',
  undoRemoveProvider: 'aiFieldGuide.providers.undoRemove',
  openProviderSettings: 'aiFieldGuide.providers.openSettings',
  useInCounter: 'aiFieldGuide.families.useInCounter',
  openInPlayground: 'aiFieldGuide.families.openInPlayground',
  copyModelId: 'aiFieldGuide.families.copyModelId',
  copyFact: 'aiFieldGuide.families.copyFact',
  openMakerPage: 'aiFieldGuide.families.openMakerPage',
  filterModels: 'aiFieldGuide.families.filter',
  clearModelFilter: 'aiFieldGuide.families.clearFilter',
  sortModels: 'aiFieldGuide.families.sort',
  compareModels: 'aiFieldGuide.compareModels',
  showInTree: 'aiFieldGuide.families.showInTree',
  openOrClosed: 'aiFieldGuide.openOrClosed',
  showChanges: 'aiFieldGuide.showChanges',
  refreshCatalog: 'aiFieldGuide.refreshCatalog',
  removeLiveData: 'aiFieldGuide.removeLiveData',
  sortFolderTokensByTokens: 'aiFieldGuide.folderTokens.sortByTokens',
  sortFolderTokensByName: 'aiFieldGuide.folderTokens.sortByName',
  openFolderTokensReport: 'aiFieldGuide.folderTokens.openReport',
  refreshFolderTokens: 'aiFieldGuide.folderTokens.refresh',
  clearFolderTokens: 'aiFieldGuide.folderTokens.clear',
  showMore: 'aiFieldGuide.folderTokens.showMore',
  sortPageTermsByName: 'aiFieldGuide.pageTerms.sortByName',
  sortPageTermsByMention: 'aiFieldGuide.pageTerms.sortByMention',
  goToMention: 'aiFieldGuide.pageTerms.goToFirst',
  goToNextMention: 'aiFieldGuide.pageTerms.goToNext',
  searchGlossary: 'aiFieldGuide.glossary.search',
  clearGlossarySearch: 'aiFieldGuide.glossary.clearSearch',
  findTermsInFiles: 'aiFieldGuide.glossary.findInFiles',
  stopFindingTerms: 'aiFieldGuide.glossary.stopFinding',
  exportGlossary: 'aiFieldGuide.glossary.export',
  getStarted: 'aiFieldGuide.getStarted',
  openSample: 'aiFieldGuide.openSample',
  showTokensOfSample: 'aiFieldGuide.showTokensOfSample',
  openLab: 'aiFieldGuide.openLab',
  openLabWithSelection: 'aiFieldGuide.openLabWithSelection',
};

export const settingIds = {
  model: 'aiFieldGuide.model',
  tokensEnabled: 'aiFieldGuide.tokens.enabled',
  reservedOutput: 'aiFieldGuide.tokens.reservedOutput',
  warningPercent: 'aiFieldGuide.tokens.warningPercent',
  maxFileSize: 'aiFieldGuide.tokens.maxFileSize',
  explorerBadges: 'aiFieldGuide.tokens.explorerBadges',
  modelIdsEnabled: 'aiFieldGuide.modelIds.enabled',
  modelIdsDays: 'aiFieldGuide.modelIds.warnWithinDays',
  hoverEnabled: 'aiFieldGuide.glossary.hover.enabled',
  hoverLanguages: 'aiFieldGuide.glossary.languages',
  deprecatedTerms: 'aiFieldGuide.glossary.deprecatedTerms',
  completeInCode: 'aiFieldGuide.glossary.completeInCode',
  knownTerms: 'aiFieldGuide.glossary.knownTerms',
  languageFeatures: 'aiFieldGuide.glossary.languageFeatures',
  underline: 'aiFieldGuide.glossary.underline',
  providers: 'aiFieldGuide.providers',
  localServers: 'aiFieldGuide.localServers',
  stallTimeout: 'aiFieldGuide.playground.stallTimeout',
  maxAnswerCharacters: 'aiFieldGuide.playground.maxAnswerCharacters',
} as const;

/** Keys that `when` clauses in package.json read. */
export const contextKeys = {
  /** True while there is data of models.dev to show. */
  hasLiveCatalog: 'aiFieldGuide.hasLiveCatalog',
  hasFolderTokens: 'aiFieldGuide.hasFolderTokens',
  modelsFiltered: 'aiFieldGuide.modelsFiltered',
  cardPinned: 'aiFieldGuide.cardPinned',
  /** True while the card shows something. */
  hasCard: 'aiFieldGuide.hasCard',
  /** `tokens` or `name`. */
  folderTokensOrder: 'aiFieldGuide.folderTokensOrder',
  /** `mention` or `name`. */
  pageTermsOrder: 'aiFieldGuide.pageTermsOrder',
  glossarySearched: 'aiFieldGuide.glossarySearched',
  /** True while the files of the workspace are searched for terms. */
  findingTerms: 'aiFieldGuide.findingTerms',
} as const;

/** Keys that the completion events of the walkthrough in package.json wait for: one of `stepValues` once the user has done it, in any window. */
export const stepKeys = {
  hovered: 'aiFieldGuide.step.hovered',
  tokensSeen: 'aiFieldGuide.step.tokensSeen',
  familiesSeen: 'aiFieldGuide.step.familiesSeen',
  asked: 'aiFieldGuide.step.asked',
  labOpened: 'aiFieldGuide.step.labOpened',
  providerAdded: 'aiFieldGuide.step.providerAdded',
} as const;
export type Step = keyof typeof stepKeys;
export const stepValues = ['first', 'again'] as const;

/** True while the editors show their tokens. */
export const tokensShownKey = 'aiFieldGuide.tokensShown';
/** Theme colours of tokens, from 0. */
export const tokenColourIds = {
  background: (colour: number) => `aiFieldGuide.token${colour + 1}Background`,
  border: (colour: number) => `aiFieldGuide.token${colour + 1}Border`,
};
/** Theme colour of the line under a term. */
export const termUnderlineColour = 'aiFieldGuide.termUnderline';
export const sessionsViewId = 'aiFieldGuide.sessions';
export const providersViewId = 'aiFieldGuide.providerList';
export const familiesViewId = 'aiFieldGuide.families';
export const liveCatalogViewId = 'aiFieldGuide.liveCatalog';
export const glossaryCardViewId = 'aiFieldGuide.glossaryCard';
export const folderTokensViewId = 'aiFieldGuide.folderTokens';
export const glossaryViewId = 'aiFieldGuide.glossary';
export const pageTermsViewId = 'aiFieldGuide.pageTerms';
export const tokenStatusId = 'aiFieldGuide.tokens';
export const playgroundViewType = 'aiFieldGuide.playground';
/** Tabs of pages: the one that terms, families and the guide share, and that of a report. */
export const pageViewType = 'aiFieldGuide.page';
export const reportViewType = 'aiFieldGuide.report';
export const labViewType = 'aiFieldGuide.lab';
/** Scheme of the pages as read-only Markdown texts: terms, families, the guide, reports. */
export const pageScheme = 'ai-field-guide';
/** Scheme of the two texts of a comparison of encodings. */
export const comparisonScheme = 'ai-field-guide-tokens';
/** Their language: no syntax colours between those of the tokens, no sticky lines that would keep the sides apart. */
export const comparisonLanguageId = 'ai-field-guide-tokens';
