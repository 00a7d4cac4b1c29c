import { answerStrings } from './answerStrings';
import { columnStrings } from './columnStrings';
import { messageStrings } from './messageStrings';
import { pageStrings } from './pageStrings';
import { parameterStrings } from './parameterStrings';

/**
 * All words of the pages, except those of parts that are loaded later: the lab's (`labStrings.ts`), and those of tokens
 * (`tokenStrings.ts`), tools (`toolStrings.ts`) and schemas (`schemaStrings.ts`). `{0}`, `{1}` … stand for inserted
 * values. The host may send other words by the same ids; names of keys stay as they are.
 */
export const english = {
  heading: 'Playground',
  conversation: 'Conversation',
  loading: 'Loading the conversation…',
  emptyConversation: 'Ask something below. Each answer shows its tokens, speed and cost.',

  newSession: 'New Session',
  copyConversation: 'Copy Conversation',
  conversationCopied: 'Conversation copied',
  find: 'Find',
  jumpToLatest: 'Jump to Latest',

  loadFailed: 'The conversation could not be loaded',
  tryAgain: 'Try Again',

  pastedRequest: 'This is a request: {0}',
  openAsSession: 'Open as Session',
  gotIt: 'Got It',

  firstHeading: 'Ask Pocket, the small built-in model',
  firstText:
    'Pocket is a real language model, only tiny: a few million parameters, where large models have hundreds of billions. It runs in the editor: no key, no account, no network. What you write stays on this machine.',
  firstLimits:
    "It knows only the terms and model families in this guide, and it can be wrong, so the glossary's own text appears below each answer. For anything else, use a real model.",
  exampleTerm: 'What is a token?',
  exampleMaker: 'Who makes Claude?',
  exampleDifference: 'How do RAG and fine-tuning differ?',
  useRealModel: 'Use a Real Model',
  pocketOnly: 'Pocket is a small teaching model and can be wrong',

  referenceTerm: 'From the glossary, not from the model',
  referenceCatalog: 'From the catalog, not from the model',
  referenceSource: '{0}, as of {1}',
  referenceMore: 'More about {0}',
  referenceMeant: 'Did you mean {0}?',
  referenceRepeated: 'This answer quotes the glossary on {0} word for word.',

  showTokens: 'Show How Likely Each Token Was',

  readOnly: 'Read-only',
  readOtherWindow: 'This session is open in another window. Its later changes are not shown here.',
  readNewerVersion:
    'This session was written by a newer version of AI Field Guide. Update the extension to continue it. The session is not changed.',
  readLostLock: 'This window can no longer save this session: another window took it over, or it was deleted.',
  asOf: 'as of {0}',
  reload: 'Reload',
  openCopy: 'Open a Copy',

  you: 'You',
  systemPrompt: 'System prompt',
  reasoning: 'Reasoning',
  reasoningEffort: 'effort {0}',
  reasoningBudget: 'up to {0} tokens',
  reasoningHidden:
    'Some reasoning is hidden by the provider. It is handed back unread with your next message to this model.',
  noAnswer: 'No answer',
  answer: 'Answer',
  model: 'Model',
  aboutAnswer: 'About this answer',
  error: 'Error',
  copy: 'Copy',
  copied: 'Copied',
  save: 'Save',
  answerCopied: 'Answer copied',
  showWire: 'Show Request and Response',
  retry: 'Retry',
  retryWith: 'Ask {0} again',
  retryChosenModel: 'Retry with {0}',
  retryChosenProvider: 'Retry at {0}',
  retryChosenHint: 'Ask {0} at {1} with the conversation so far. The new answer appears beside this one',
  continue: 'Continue',
  continueHint: '{0} goes on where this answer ends. The longer answer appears beside this one',
  setKey: 'Set API Key',
  askInNewSession: 'Ask in a New Session',
  chooseModel: 'Choose Another Model',
  editProvider: 'Edit Provider',
  testConnection: 'Test Connection',
  otherAnswers: 'Answers to this message',
  previousAnswer: 'Previous Answer',
  nextAnswer: 'Next Answer',
  answerOf: 'Answer {0} of {1}',
  otherMessages: 'Versions of this message',
  previousMessage: 'Previous Version',
  nextMessage: 'Next Version',
  messageOf: 'Version {0} of {1}',
  editMessage: 'Edit message (F2, or Up in an empty message field)',
  editAnswer: 'Edit answer (F2)',
  saveMessageHint: 'Save as a new branch. The answers below stay as they are',
  saveAnswerHint: 'Save as a new branch, with this text as the answer ({0})',
  sendEditHint: 'Ask again with this message, as a new branch ({0})',
  cancelKeys: 'Cancel (Escape)',
  tooLongToEdit: 'This text is too long to edit here',
  otherEdit: 'Save or cancel the message that you are editing first.',
  deleteTurn: 'Delete message and answer (Delete)',
  turnDeleted: 'The message and its answer were deleted from this branch.',
  branchHere: 'Branch from here',
  showBranches: 'Branches',
  followsElsewhere: 'What followed is in another branch',
  showFollowing: 'Show',
  editedByYou: 'edited by you',
  writtenByYou: 'written by you',
  keptAnswer: 'kept from before a change',
  continued: 'continued',
  begunByYou: 'begun by you',
  plainRest: 'The rest is shown unformatted because it is very long.',
  formatAll: 'Format All',

  code: 'Code',
  codeIn: '{0} code',
  copyCode: 'Copy code',
  copyCodeIn: 'Copy {0} code',
  table: 'Table',
  image: '[image: {0}]',

  ...answerStrings,

  saidStarted: 'Answer started',
  saidProgress: 'Still answering, {0} characters so far',
  saidStopped: 'Answer stopped',
  saidFinished: 'Answer finished',
  saidTokens: '{0}, {1} tokens',

  ...messageStrings,
  messageHint: 'Ask something. Enter sends, Shift+Enter starts a new line, Escape stops.',
  messageHintCommand: 'Ask something. {0} sends, Escape stops.',
  systemHint: 'How the model should behave in every answer',
  settings: 'Settings:',
  settingsUnfold: 'Change the model and its settings: {0}',
  settingsFold: 'Fold the settings: {0}',
  noModel: 'No model chosen',
  withTemperature: 'temperature {0}',
  withMaxOutput: 'at most {0} tokens',
  withBodyFields: 'body: {0}',
  withSystem: 'system prompt',
  saysNoUsage:
    'VS Code reports no token usage and no cost for its models. Once you have sent something, their extension counts the tokens.',
  systemAsMessage: 'Its models have no role for a system prompt, so yours is sent as the first user message.',
  goesAlong: '{0} earlier messages are sent along to {1}',
  goesAlongFiles: '{0} earlier messages are sent along to {1}, with files: {2}',
  moveDraft: 'Start a new session with this message. This conversation stays in the list of sessions.',
  provider: 'Provider',
  chooseProvider: 'Choose a provider',
  addProvider: 'Add a provider',
  modelHint: 'Choose or type a model id',
  pickModel: 'Choose a model by price, window and end',
  loadModels: 'Load the models of {0}',
  reloadModels: 'Reload the models of {0}',
  modelsLoading: 'Loading the models of {0}…',
  modelsListed: '{0} lists {1} models.',
  modelsNone: '{0} lists no models. Type a model id.',
  cancel: 'Cancel',
  temperature: 'Temperature',
  maxOutput: 'Max output tokens',
  ...parameterStrings,
  addSchema: 'Add Schema',
  addSchemaHint: 'Add a JSON Schema that the answer is to fit',
  providersDefault: 'default',
  sentDefault: 'default: {0}',
  keyMissing: '{0} needs an API key, and none is stored for {1}.',
  send: 'Send',
  sendKeys: 'Send ({0})',
  sendKeysColumns: 'Send ({0}; Alt+Enter sends to the column used last)',
  ownAnswer: 'Write the answer yourself',
  ownAnswerHint: 'The answer as you want it: an example for the model',
  ownAnswerFirst: 'Add the answer that you have written, or empty its field first.',
  problemOwnAnswer: 'Write the answer first.',
  addPair: 'Add',
  addPairHint: 'Add both to the conversation without asking anybody ({0})',
  begin: 'Send and Let It Continue',
  beginHint: 'Send the message, with your text as the start of the answer',
  stop: 'Stop',
  stopKeys: 'Stop (Escape)',
  staysInside: 'Stays on this machine',
  staysInsideRemote: 'Stays on the remote machine',
  staysHere: 'Stays on this machine ({0})',
  staysRemote: 'Stays on the remote machine ({0})',
  goesTo: 'Goes to {0}',
  goesNowhere: 'No provider chosen',
  notWhileStreaming: 'Stop the answer that is streaming before you send another message.',
  problemProvider: 'Choose a provider.',
  problemModel: 'Choose a model, or type its id.',
  problemTemperature: 'Temperature must be a number from 0 to {0}.',
  problemMaxOutput: 'Max output tokens must be a whole number of at least 1.',
  problemMessage: 'Write a message first.',

  findPlaceholder: 'Find in the conversation',
  findWhere: 'in {0}',
  findNext: 'Next Match (Enter)',
  findPrevious: 'Previous Match (Shift+Enter)',
  findClose: 'Close (Escape)',
  findNone: 'No results',
  findCount: '{0} of {1}',
  findSearching: 'Searching…',

  ...pageStrings,

  ...columnStrings,
  tools: 'Tools',
  toolsHint: 'Edit the tools that the model may call, as JSON.',
  toolsNone: '{0} takes no tools.',
  editResults: 'Write the results anew: what follows stays in Show Branches',
} as const;

export type StringId = keyof typeof english;

let translated: Readonly<Record<string, string>> = {};

/** Sets words in the user's language, by the same ids. Missing words stay English, unknown ids are left alone. */
export const translate = (strings: Readonly<Record<string, string>>): void => {
  translated = strings;
};

/** Returns the words with that id, with `values` put in. */
export const words = (id: StringId, ...values: readonly (string | number)[]): string => wordsOf(english, id, values);

/** Works as `words` for a page with words of its own. */
export function wordsOf<Id extends string>(
  english: Readonly<Record<Id, string>>,
  id: Id,
  values: readonly (string | number)[],
): string {
  const template = Object.hasOwn(translated, id) ? (translated[id] ?? english[id]) : english[id];
  return template.replace(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}
