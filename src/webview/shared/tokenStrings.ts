/** Words of the tokens of an answer and how likely they were. They belong to a piece of the page that is loaded later. */
export const tokenStrings = {
  tokensCount: '{0} tokens.',
  tokensSaid: 'The signs show how likely each one was, as {0} says.',
  surenessHint: 'The probability of each token before temperature, penalties and cutoffs.',
  tokensKept: 'The probabilities are kept until this session is closed.',
  tokensLegend: 'Legend',
  tokensFrom: '{0} and more',
  tokensBelow: 'below {0}',
  tokensKeys: 'Tokens of the answer. The arrow keys lead from one to the next.',
  tokensPoint: 'Point at a token, or move to one with the arrow keys.',
  tokensUnknown: 'unknown',
  tokensCard: 'About the token',
  surenessOthers: 'Others',
  tokensShared: 'These {0} tokens share a character.',
  tokensNoOthers: 'No other tokens were told for this place.',
  tokensNoStart: '{0} is not known to continue the start of an answer, so you cannot try another token here.',
  tokensStart: 'Start the answer again from here with {0}. The new answer appears beside this one',
  tokensNotAsked: 'No probabilities were asked for with this answer.',
  wantTokens: 'Ask for Them with New Messages',
  tokensWanted: 'New messages ask for them. Retry asks as this answer was asked.',
  tokensRefused: '{0} gives no probabilities here.',
  tokensNotGiven: 'Probabilities were asked for, but {0} sent none.',
  tokensNotKept:
    'The probabilities of this answer are no longer there: they are only kept while the session stays open, for the newest answers.',
} as const;

export type TokenStringId = keyof typeof tokenStrings;
