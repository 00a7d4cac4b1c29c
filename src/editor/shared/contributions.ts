// The public names of the extension, by the rule in CONTRIBUTING.md ("Public names"). Code writes them without `aiFieldGuide.`.
// test/unit/editor/shared/manifest.test.ts compares them with package.json.

/** A name as package.json, settings.json and other extensions have it. */
export const publicName = (name: string): string => `aiFieldGuide.${name}`;

/** A model at a provider, by its id. */
export interface AskTarget {
  readonly providerId: string;
  readonly model: string;
}

/** The commands: what each takes from links, buttons and other features, and gives back. From the palette it gets nothing. */
export interface Commands {
  'start.openWalkthrough': () => void;
  /** A text to try the first steps on. `true`: shows the tokens of a text of the user's beside the walkthrough, or else of this. */
  'start.openSample': (showsTokens?: boolean) => void;
  'start.openDocumentation': () => void;
  /** With a prompt it stands in the message field of a new session, for Pocket; the user sends it. With a target a new session asks that. */
  'playground.open': (prompt?: string, target?: AskTarget) => void;
  'playground.ask': () => void;
  'playground.sendSelection': () => void;
  'playground.showBranches': () => void;
  /** Beside the others, as the first one is. */
  'playground.addColumn': () => void;
  /** For the first column of the session that is shown. */
  'playground.choosePreset': () => void;
  'playground.addSelection': () => void;
  /** The explorer gives the address under the pointer, and all that are selected; without one the user picks files. */
  'playground.addFile': (file?: object, selected?: readonly object[]) => void;
  /** The request and the response of an answer of the session that is shown, by its id; without one, of the newest. */
  'playground.showWire': (answerId?: string) => void;
  /** Those of the first column of the session that is shown, as a document. */
  'playground.editSchema': () => void;
  'playground.editTools': () => void;
  /** Writes the change of an answer that the diff editor shows: that with this address on its right, or the one in front. */
  'playground.applyChange': (preview?: object) => void;
  /** Closes it. */
  'playground.discardChange': (preview?: object) => void;
  'playground.newSession': () => void;
  'playground.openSession': (item?: object) => void;
  'playground.renameSession': (item?: object) => void;
  'playground.deleteSession': (item?: object) => void;
  'playground.undoDeleteSession': () => void;
  'playground.deleteAllSessions': () => void;
  /** Asks for words, and opens what holds them. */
  'playground.searchSessions': () => void;
  /** An answer of the session that is shown, by its id or by the place of the page that has it; without one the last. */
  'playground.exportRequest': (answer?: string | object) => void;
  /** A row of the list, or an answer; without one the session that is shown. */
  'playground.exportSession': (what?: string | object) => void;
  'playground.saveSessionAs': (item?: object) => void;
  /** Hands the turn of an answer, by its id or place, to a suite as a test; without one that of the last. */
  'playground.addTest': (answer?: string | object) => void;
  'playground.importRequest': () => void;
  /** A file that was saved; without one the text in the editor. */
  'playground.openSavedSession': (file?: object) => void;
  'playground.showSpending': () => void;
  /** At a station, by its id; without one where it was left. */
  'lab.open': (station?: string, text?: string) => void;
  /** Of the prompt file in the editor. */
  'prompts.preview': () => void;
  'prompts.setValues': () => void;
  /** With the address of a file of code and an offset in it: the prompt of the call there. */
  'prompts.openInPlayground': (document?: string, offset?: number) => void;
  /** Sends it, after the usual questions. */
  'prompts.run': () => void;
  /** With its text in the last commit, or on a second model. */
  'prompts.compare': () => void;
  /** Into another form, which the user picks: beside, as a new text. */
  'prompts.convert': () => void;
  /** Writes the texts of the session that is shown into the strings of the code that it was opened from. */
  'prompts.writeToCode': () => void;
  /** Of a config at its address; without one of that in the editor, or of one that the user picks. */
  'evals.run': (config?: object) => void;
  'evals.openResults': (config?: object) => void;
  /** Of a row of Test Explorer, or of a cell of results by the address of those, its test, prompt, provider and repeat. So does the next. */
  'evals.showRequest': (cell?: object) => void;
  'evals.openInPlayground': (cell?: object) => void;
  /** Appends a turn of the playground, as that hands it over, to a suite. */
  'evals.addTest': (turn?: object) => void;
  'lab.openWithSelection': () => void;
  /** Counts the text in the editor: with the id of a model for that one, else for the chosen one; or a file at its address. */
  'tokens.count': (modelOrFile?: string | object) => void;
  /** Counts the document at that address; the one in the editor, or its selection, without one. */
  'tokens.countExactly': (document?: string) => void;
  /** The explorer gives the address under the pointer, and all that are selected. */
  'tokens.countFolder': (folder?: object, selected?: readonly object[]) => void;
  'tokens.countWorkspace': () => void;
  /** `true` shows the colours in any case, `false` hides them. */
  'tokens.toggleColours': (shown?: boolean) => void;
  'tokens.compare': () => void;
  /** A model by its id or by a row that stands for it; without one it asks. */
  'tokens.selectModel': (model?: string | object) => void;
  /** By tokens, or by name where they are by tokens. */
  'tokens.sortFolders': () => void;
  'tokens.openFolderReport': () => void;
  'tokens.recountFolders': () => void;
  'tokens.clearFolders': () => void;
  'tokens.showMoreFiles': (node?: object) => void;
  /** The explorer gives the address under the pointer, and all that are selected; the view a row. Without them it is what is chosen there. */
  'tokens.packFiles': (file?: object, selected?: readonly object[]) => void;
  /** With the address of a folder and the name of a commit; what is missing it asks for. */
  'tokens.compareCommit': (folder?: object, ref?: string) => void;
  /** The selections of the editor, or else its document. */
  'tokens.countInAllEncodings': () => void;
  /** A term by its id or by a row that stands for it. */
  'glossary.lookUp': (term?: string | object) => void;
  'glossary.addTerm': () => void;
  /** Explains the word at a place (its document's address, line and column from 0); without one at the cursor. */
  'glossary.explainTerm': (document?: string, line?: number, character?: number) => void;
  /** A term by its id or by a row that stands for it; without one that at the cursor. So do the next four. */
  'glossary.markKnown': (term?: string | object) => void;
  'glossary.explainAgain': (term?: string | object) => void;
  'glossary.alwaysExplain': (term?: string | object) => void;
  'glossary.neverExplain': (term?: string | object) => void;
  /** Takes back what was chosen for this workspace. */
  'glossary.explainWhereMeant': (term?: string | object) => void;
  'glossary.showKnown': () => void;
  'glossary.focusCard': () => void;
  'glossary.togglePinnedCard': () => void;
  'glossary.clearCard': () => void;
  'glossary.explainWord': () => void;
  /** With a query it shows what fits that, with an empty one all terms; without one it asks. */
  'glossary.search': (query?: string) => void;
  'glossary.findInFiles': () => void;
  'glossary.stopFinding': () => void;
  'glossary.export': () => void;
  /** By name, or by first mention where they are by name. */
  'glossary.sortPageTerms': () => void;
  /** The first place of a row of Terms on This Page. */
  'glossary.goToFirstMention': (row?: object) => void;
  'glossary.goToNextMention': (row?: object) => void;
  /** A page by its place, `families/claude#claude-opus`, or the row of a tree that has one or stands for a term. */
  'pages.open': (page?: string | object) => void;
  'pages.openAsText': () => void;
  /** Gives back the id of the provider; `undefined` when the user left. */
  'providers.add': (presetId?: string) => string | undefined;
  /** Gives back whom to ask; `undefined` when the user left. A new session asks that, unless it is the page that wants it. */
  'providers.useRealModel': (from?: 'page') => AskTarget | undefined;
  'providers.setApiKey': (provider?: string | object) => void;
  'providers.removeApiKey': (provider?: string | object) => void;
  /** With `free` it asks for the list of models at once; else it asks what to test. */
  'providers.testConnection': (provider?: string | object, how?: 'free') => void;
  'providers.loadModels': (provider?: string | object) => void;
  'providers.stopTest': (provider?: string | object) => void;
  'providers.edit': (provider?: string | object) => void;
  'providers.rename': (provider?: string | object) => void;
  'providers.remove': (provider?: string | object) => void;
  'providers.undoRemove': () => void;
  'providers.openSettings': () => void;
  /** A row of the tree, or the id of a model. */
  'models.openInPlayground': (model?: string | object) => void;
  'models.copyId': (node?: object) => void;
  'models.copyValue': (node?: object) => void;
  'models.openMakerPage': (node?: object) => void;
  /** `all` shows all models; else it asks which. */
  'models.filter': (shows?: 'all') => void;
  'models.sort': () => void;
  /** A row of the tree and all that are selected, or the id of a family; without them it asks which. */
  'models.compare': (what?: string | object, selected?: readonly object[]) => void;
  'models.showInTree': (modelId?: string) => void;
  'models.chooseOpenOrClosed': () => void;
  'models.showChanges': () => void;
  'models.refreshCatalog': () => void;
  'models.removeLiveData': () => void;
  'models.checkWorkspace': () => void;
  /** Adds the id to `ai-field-guide.yml` of the folder that the file (an address) is in. */
  'models.ignoreId': (id: string, file: object) => void;
  'models.replaceId': (id: string, successor: string) => void;
  /** The text that an agent reads, by its row or its id; without one it asks. */
  'context.showText': (agent?: string | object) => void;
  /** All that agents read in a folder, by its address; without one that of the view. */
  'context.openReport': (folder?: object) => void;
  /** Shows in the view who reads a file at its address; without one the file in the editor. */
  'context.showFile': (file?: object) => void;
  /** Whether files in the home folder are read too, in this workspace. */
  'context.includeOwnFiles': () => void;
  'context.ignoreOwnFiles': () => void;
}

export type CommandName = keyof Commands;
export const commandId: (name: CommandName) => string = publicName;

/** The views of each container of the activity bar, in their order from the top. */
export const viewsByContainer = {
  aiFieldGuide: ['models', 'glossary.card', 'tokens.folders', 'glossary.pageTerms', 'context', 'glossary'],
  aiFieldGuidePlayground: ['playground.sessions', 'providers', 'models.liveCatalog'],
} as const;
type ViewName = (typeof viewsByContainer)[keyof typeof viewsByContainer][number];
export const viewId: (name: ViewName) => string = publicName;

/** Tabs: `pages` is the one that terms, families and the guide share, `pages.report` that of a report. */
export const viewTypeNames = ['playground', 'pages', 'pages.report', 'lab'] as const;
export type ViewTypeName = (typeof viewTypeNames)[number];
export const viewType: (name: ViewTypeName) => string = publicName;

/** The controller of Test Explorer; package.json names it, too. */
export const evalControllerId = publicName('evals');
/** View type of the editor of results; package.json names it, too. */
export const gridViewType = publicName('evals.grid');

/** A tool for agents of VS Code, where a name has no dot. */
export const toolId = (name: string): string => `aiFieldGuide_${name}`;

/** Keys that `when` clauses in package.json read. */
export const contextNames = [
  /** True while there is data of models.dev to show. */
  'models.hasLiveCatalog',
  'tokens.hasFolders',
  /** True while something is checked in the view of folders. */
  'tokens.hasChosen',
  /** True while the editors show their tokens. */
  'tokens.shown',
  /** True while the card shows something. */
  'glossary.hasCard',
  /** True while the files of the workspace are searched for terms. */
  'glossary.findingTerms',
  /** True while the playground shows a session that was opened from code. */
  'prompts.fromCode',
  /** True while files in the home folder are read, too. */
  'context.includesOwnFiles',
] as const;
type ContextName = (typeof contextNames)[number];
export const contextKey: (name: ContextName) => string = publicName;

/** Steps that the walkthrough ticks off once the user has done it, in any window. */
export const steps = ['hovered', 'tokensSeen', 'familiesSeen', 'asked', 'labOpened', 'providerAdded'] as const;
export type WalkthroughStep = (typeof steps)[number];
/** The key that the completion events of a step in package.json wait for: one of `stepValues`. */
export const stepKey = (step: WalkthroughStep): string => publicName(`start.${step}`);
export const stepValues = ['first', 'again'] as const;

/** Theme colours of tokens, from 0. */
export const tokenColourIds = {
  background: (colour: number) => publicName(`tokens.background${colour + 1}`),
  border: (colour: number) => publicName(`tokens.border${colour + 1}`),
};
/** Theme colour of the line under a term. */
export const termUnderlineColour = publicName('glossary.underline');
export const tokenStatusId = publicName('tokens');
/** Scheme of the pages as read-only Markdown texts: terms, families, the guide, reports. */
export const pageScheme = 'ai-field-guide';
/** Scheme of answers of the playground that are compared. */
export const answerScheme = 'ai-field-guide-answers';
/** Scheme of documents as they would be with an answer in them. */
export const changeScheme = 'ai-field-guide-change';
/** Scheme of what was sent and received for answers, as read-only texts. */
export const wireScheme = 'ai-field-guide-wire';
/** Scheme of the tools, the schema and the mocks of a draft, as files that can be edited. package.json names it, too. */
export const requestScheme = 'ai-field-guide-request';
/** Scheme of prompts as they are with their values. */
export const promptScheme = 'ai-field-guide-prompt';
/** Scheme of what agents read. */
export const contextScheme = 'ai-field-guide-context';
/** Scheme of answers of runs that are compared. */
export const resultScheme = 'ai-field-guide-result';
/** Scheme of the two texts of a comparison of encodings. */
export const comparisonScheme = 'ai-field-guide-tokens';
/** Their language: no syntax colours between those of the tokens, no sticky lines that would keep the sides apart. */
export const comparisonLanguageId = 'ai-field-guide-tokens';
