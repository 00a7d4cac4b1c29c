import type { DialectId, EndpointDialect } from '../messages/types';
import { anthropicMessages } from './anthropicMessages';
import { chatCompletions } from './chatCompletions';
import type { Dialect } from './dialect';
import { responses } from './responses';

const all: Readonly<Record<DialectId, Dialect>> = {
  'chat-completions': chatCompletions,
  responses,
  'anthropic-messages': anthropicMessages,
};

/** @throws TypeError for the model in the box: a request for it has no business here, and must not leave the machine. */
export function dialectOf(id: EndpointDialect): Dialect {
  if (id === 'pocket') throw new TypeError('The built-in model is not asked over the network.');
  return all[id];
}

/** As a user reads them in Add Provider. */
export const dialectNames: Readonly<Record<EndpointDialect, string>> = {
  'chat-completions': 'Chat Completions',
  responses: 'Responses',
  'anthropic-messages': 'Anthropic Messages',
  pocket: 'None: it runs in the editor',
};
