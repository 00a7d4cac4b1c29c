import type { DialectId } from '../messages/chatTypes';
import { anthropicMessages } from './anthropicMessages';
import { chatCompletions } from './chatCompletions';
import type { Dialect } from './dialect';
import { responses } from './responses';

const all: Readonly<Record<DialectId, Dialect>> = {
  'chat-completions': chatCompletions,
  responses,
  'anthropic-messages': anthropicMessages,
};

export const dialectOf = (id: DialectId): Dialect => all[id];

/** Names of the dialects in Add Provider. */
export const dialectNames: Readonly<Record<DialectId, string>> = {
  'chat-completions': 'Chat Completions',
  responses: 'Responses',
  'anthropic-messages': 'Anthropic Messages',
};
