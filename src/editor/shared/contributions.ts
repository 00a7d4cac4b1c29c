// The public names of the extension, by the rule in CONTRIBUTING.md ("Public names"). Code writes them without
// `aiFieldGuide.`. test/unit/editor/shared/manifest.test.ts compares them with package.json.

/** Makes a name as it stands in package.json, in settings.json and in other extensions. */
export const publicName = (name: string): string => `aiFieldGuide.${name}`;

/** A model at a provider, by its id. */
export interface AskTarget {
  readonly providerId: string;
  readonly model: string;
}

/**
 * The commands, with the arguments that links, buttons and other features pass, and their results. The palette passes
 * no arguments.
 */
export interface Commands {
  'start.openWalkthrough': () => void;
  /**
   * Opens a text to try the first steps on. `true` shows the tokens of a text that the user has open, or else of this
   * one.
   */
  'start.openSample': (showsTokens?: boolean) => void;
  'start.openDocumentation': () => void;
  /**
   * A prompt is put into the message field of a new session for Pocket; the user sends it. With a target, a new session
   * asks that.
   */
  'playground.open': (prompt?: string, target?: AskTarget) => void;
  'playground.ask': () => void;
  'playground.sendSelection': () => void;
  'playground.showBranches': () => void;
  /** Adds a column beside the others, as a copy of the first one. */
  'playground.addColumn': () => void;
  /** Chooses a preset for the first column of the session that is shown. */
  'playground.choosePreset': () => void;
  'playground.addSelection': () => void;
  /** The explorer passes the address under the pointer, and all selected ones. Without an address the user picks files. */
  'playground.addFile': (file?: object, selected?: readonly object[]) => void;
  /** Shows the request and the response of an answer in the shown session, by its id; without one, of the newest. */
  'playground.showWire': (answerId?: string) => void;
  /** Opens the schema of the first column of the shown session as a document; the next command opens its tools. */
  'playground.editSchema': () => void;
  'playground.editTools': () => void;
  /**
   * Writes the change of an answer that the diff editor shows: the one with this address on its right, or the one in
   * front.
   */
  'playground.applyChange': (preview?: object) => void;
  /** Closes such a change. */
  'playground.discardChange': (preview?: object) => void;
  'playground.newSession': () => void;
  'playground.openSession': (item?: object) => void;
  'playground.renameSession': (item?: object) => void;
  'playground.deleteSession': (item?: object) => void;
  'playground.undoDeleteSession': () => void;
  'playground.deleteAllSessions': () => void;
  /** Asks for words, and opens the session that the user picks among the matches. */
  'playground.searchSessions': () => void;
  /** Takes an answer of the shown session, by its id or by its place on the page; without one, the last. */
  'playground.exportRequest': (answer?: string | object) => void;
  /** Takes a row of the list, or an answer; without either, the session that is shown. */
  'playground.exportSession': (what?: string | object) => void;
  'playground.saveSessionAs': (item?: object) => void;
  /** Hands the turn of an answer, by its id or place, to a suite as a test; without one, the turn of the last answer. */
  'playground.addTest': (answer?: string | object) => void;
  'playground.importRequest': () => void;
  /** Opens a saved file; without one, the text in the editor. */
  'playground.openSavedSession': (file?: object) => void;
  'playground.showSpending': () => void;
  /** Opens the lab at a station, by its id; without one, at the station where it was left. */
  'lab.open': (station?: string, text?: string) => void;
  /** Previews the prompt file in the editor. */
  'prompts.preview': () => void;
  'prompts.setValues': () => void;
  /** With the address of a file of code and an offset in it, opens the prompt of the call there. */
  'prompts.openInPlayground': (document?: string, offset?: number) => void;
  /** Sends the prompt, after the usual questions. */
  'prompts.run': () => void;
  /** Compares the prompt with its text in the last commit, or on a second model. */
  'prompts.compare': () => void;
  /** Converts the prompt into another form that the user picks, and opens it beside as a new text. */
  'prompts.convert': () => void;
  /** Writes the texts of the shown session into the strings of the code that it was opened from. */
  'prompts.writeToCode': () => void;
  /** Runs the config at an address; without one, the config in the editor, or one that the user picks. */
  'evals.run': (config?: object) => void;
  'evals.openResults': (config?: object) => void;
  /**
   * Takes a row of Test Explorer, or a cell of results by their address, its test, prompt, provider and repeat. So does
   * the next command.
   */
  'evals.showRequest': (cell?: object) => void;
  'evals.openInPlayground': (cell?: object) => void;
  /** Appends a turn of the playground, in the form in which that hands it over, to a suite. */
  'evals.addTest': (turn?: object) => void;
  'lab.openWithSelection': () => void;
  /** Counts the text in the editor for the model with this id, or for the chosen one; or counts a file at its address. */
  'tokens.count': (modelOrFile?: string | object) => void;
  /** Counts the document at that address; without one, the document in the editor or its selection. */
  'tokens.countExactly': (document?: string) => void;
  /** The explorer passes the address under the pointer, and all selected ones. */
  'tokens.countFolder': (folder?: object, selected?: readonly object[]) => void;
  'tokens.countWorkspace': () => void;
  /** `true` shows the colours in any case, `false` hides them; without a value they are switched. */
  'tokens.toggleColors': (shown?: boolean) => void;
  'tokens.compare': () => void;
  /** Takes a model by its id or by a row that stands for it; without one it asks. */
  'tokens.selectModel': (model?: string | object) => void;
  /** Sorts by tokens, or by name where the rows are sorted by tokens. */
  'tokens.sortFolders': () => void;
  'tokens.openFolderReport': () => void;
  'tokens.recountFolders': () => void;
  'tokens.clearFolders': () => void;
  'tokens.showMoreFiles': (node?: object) => void;
  /**
   * The explorer passes the address under the pointer, and all selected ones; the view passes a row. Without them the
   * files checked in the view are taken.
   */
  'tokens.packFiles': (file?: object, selected?: readonly object[]) => void;
  /** Takes the address of a folder and the name of a commit; it asks for whatever is missing. */
  'tokens.compareCommit': (folder?: object, ref?: string) => void;
  /** Counts the selections of the editor, or else its document. */
  'tokens.countInAllEncodings': () => void;
  /** Takes a term by its id or by a row that stands for it. */
  'glossary.lookUp': (term?: string | object) => void;
  'glossary.addTerm': () => void;
  /** Explains the word at a place (its document's address, line and column from 0); without one, the word at the cursor. */
  'glossary.explainTerm': (document?: string, line?: number, character?: number) => void;
  /**
   * Takes a term by its id or by a row that stands for it; without one, the term at the cursor. So do the next four
   * commands.
   */
  'glossary.markKnown': (term?: string | object) => void;
  'glossary.explainAgain': (term?: string | object) => void;
  'glossary.alwaysExplain': (term?: string | object) => void;
  'glossary.neverExplain': (term?: string | object) => void;
  /** Takes back the choice for this workspace. */
  'glossary.explainWhereMeant': (term?: string | object) => void;
  'glossary.showKnown': () => void;
  'glossary.focusCard': () => void;
  'glossary.togglePinnedCard': () => void;
  'glossary.clearCard': () => void;
  'glossary.explainWord': () => void;
  /** A query shows the terms that match, an empty one all terms; without one it asks. */
  'glossary.search': (query?: string) => void;
  'glossary.clearSearch': () => void;
  'glossary.findInFiles': () => void;
  'glossary.stopFinding': () => void;
  'glossary.export': () => void;
  /** Sorts by name, or by first mention where the rows are sorted by name. */
  'glossary.sortPageTerms': () => void;
  /** Goes to the first place of a row of Terms on This Page. */
  'glossary.goToFirstMention': (row?: object) => void;
  'glossary.goToNextMention': (row?: object) => void;
  /**
   * Takes a page by its place, such as `families/claude#claude-opus`, or a tree row that has a page or stands for a
   * term.
   */
  'pages.open': (page?: string | object) => void;
  'pages.openAsText': () => void;
  /** Returns the id of the provider; `undefined` when the user leaves. */
  'providers.add': (presetId?: string) => string | undefined;
  /**
   * Returns the provider and model; `undefined` when the user leaves. Unless the page calls it, a new session for them
   * is opened.
   */
  'providers.useRealModel': (from?: 'page') => AskTarget | undefined;
  'providers.setApiKey': (provider?: string | object) => void;
  'providers.removeApiKey': (provider?: string | object) => void;
  /** With `free` it asks for the list of models at once; otherwise it asks the user what to test. */
  'providers.testConnection': (provider?: string | object, how?: 'free') => void;
  'providers.loadModels': (provider?: string | object) => void;
  'providers.stopTest': (provider?: string | object) => void;
  'providers.edit': (provider?: string | object) => void;
  'providers.rename': (provider?: string | object) => void;
  'providers.remove': (provider?: string | object) => void;
  'providers.undoRemove': () => void;
  'providers.openSettings': () => void;
  /** Takes a row of the tree, or the id of a model. */
  'models.openInPlayground': (model?: string | object) => void;
  'models.copyId': (node?: object) => void;
  'models.copyValue': (node?: object) => void;
  'models.openMakerPage': (node?: object) => void;
  /** `all` shows all models; otherwise it asks which. */
  'models.filter': (shows?: 'all') => void;
  'models.sort': () => void;
  /** Takes a row of the tree and all selected ones, or the id of a family; without them it asks which. */
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
  /** Shows the text that an agent reads, by its row or its id; without one it asks. */
  'context.showText': (agent?: string | object) => void;
  /** Reports all that agents read in a folder, by its address; without one, in the folder of the view. */
  'context.openReport': (folder?: object) => void;
  /** Shows in the view which agents read a file, by its address; without one, the file in the editor. */
  'context.showFile': (file?: object) => void;
  /** Includes files in the home folder in this workspace; the next command leaves them out. */
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

/** View types of tabs. `pages` is shared by terms, families and the guide; `pages.report` is for a report. */
export const viewTypeNames = ['playground', 'pages', 'pages.report', 'lab'] as const;
export type ViewTypeName = (typeof viewTypeNames)[number];
export const viewType: (name: ViewTypeName) => string = publicName;

/** The controller of Test Explorer; package.json names it, too. */
export const evalControllerId = publicName('evals');
/** View type of the editor of results; package.json names it, too. */
export const gridViewType = publicName('evals.grid');

/** Makes the name of a tool for agents of VS Code, which must not contain a dot. */
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
  /** True while the Glossary view shows what a search has found. */
  'glossary.isSearched',
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
/** Makes the key that the completion events of a step in package.json wait for; its value is one of `stepValues`. */
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
/** Scheme of playground answers that are compared. */
export const answerScheme = 'ai-field-guide-answers';
/** Scheme of documents with the text of an answer put in. */
export const changeScheme = 'ai-field-guide-change';
/** Scheme of the requests and responses of answers, as read-only texts. */
export const wireScheme = 'ai-field-guide-wire';
/** Scheme of the tools, the schema and the mocks of a draft, as files that can be edited. package.json names it, too. */
export const requestScheme = 'ai-field-guide-request';
/** Scheme of prompts rendered with their values. */
export const promptScheme = 'ai-field-guide-prompt';
/** Scheme of texts that agents read. */
export const contextScheme = 'ai-field-guide-context';
/** Scheme of answers of evaluation runs that are compared. */
export const resultScheme = 'ai-field-guide-result';
/** Scheme of the two texts of a comparison of encodings. */
export const comparisonScheme = 'ai-field-guide-tokens';
/**
 * Language of those two texts. It has no syntax colours between those of the tokens, and no sticky lines that would
 * shift the sides.
 */
export const comparisonLanguageId = 'ai-field-guide-tokens';
