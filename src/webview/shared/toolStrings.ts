import { schemaStrings } from './schemaStrings';
import { english, wordsOf } from './strings';

/** Words around tools. */
export const toolStrings = {
  toolsCount: 'Tools: {0}',
  toolsNotSent: '{0} The tools are not sent.',
  removeTools: 'Remove the tools',
  toolsRemoved: 'The tools are removed.',
  toolChoice: 'Which tool the model calls',
  toolChoiceAuto: 'As the model decides',
  toolChoiceNone: 'None',
  toolChoiceRequired: 'At least one',
  toolChoiceOne: 'Only {0}',
  toolMocks: 'Mocks',
  toolMocksCount: 'Mocks: {0}',
  toolMocksHint: 'Edit the results that answer for the tools, as JSON.',
  toolMocksProblem: 'The mocks are not a JSON object, so none is used.',
  toolsSyntax: 'The tools are not JSON: line {0}, column {1}.',
  toolsForm: 'The tools are not a list.',
  toolsSize: 'There are more than 128 tools, or more than 200,000 characters of them.',
  toolsEntry: 'Tool {0} is no function with a name. Tools that run at the provider are not taken.',
  toolsName: 'The name of tool {0}, “{1}”, has characters other than letters, digits, “_” and “-”, or more than 64.',
  toolsParameters: 'The parameters of “{0}” are not an object.',
  toolsTwice: 'There are two tools named “{0}”.',
  toolCalls: 'Calls of tools',
  toolInputBad: 'These arguments are not a JSON object. They are sent back as they came.',
  toolFailed: 'error',
  toolResult: 'Result of {0}',
  toolResultHint: 'JSON or text',
  toolMocked: 'from the mocks',
  toolIsError: 'It is an error',
  sendResults: 'Send Results',
  sendResultsHint: 'Send the results to the model ({0})',
  sendResultsLack: 'Each call needs a result',
  runUntilDone: 'Run Until Done',
  runUntilDoneHint: 'Send the results, and answer from the mocks until the model calls no more tools',
  toolsElsewhere: '{0} takes no results of tools. Choose another provider or model.',
  toolsLeftOut: 'Calls of tools wait for their results: Up leads to them. A message leaves the calls out.',
  toolRound: 'Run Until Done: request {0} of {1}',
  toolRounds: 'Run Until Done has ended. Requests: {0}, cost: {1}',
  toolCostSoFar: '{0} so far',
  toolCostUnknown: 'unknown',
  stopTools: 'Stop',
} as const;

const all = { ...english, ...toolStrings, ...schemaStrings };

/** Works as `words` of strings.ts, with the words of tools and schemas. */
export const words = (id: keyof typeof all, ...values: readonly (string | number)[]): string =>
  wordsOf(all, id, values);
