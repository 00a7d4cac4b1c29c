import { sayInEnglish } from '../../../../../src/core/base/say';
import type { AnswerEnd } from '../../../../../src/core/chat/backend';
import { askEditorModel } from '../../../../../src/core/chat/editorModels/askEditorModel';
import type { AskEditorOptions } from '../../../../../src/core/chat/editorModels/askEditorModel';
import type { EditorAnswerPart, EditorModel } from '../../../../../src/core/chat/editorModels/editorModel';
import type { ChatEvent, ChatRequest } from '../../../../../src/core/chat/messages/chatTypes';
import { says } from '../ask';

export const never = new AbortController().signal;
export const request = (more: Partial<ChatRequest> = {}): ChatRequest => ({
  ...{ model: 'm', system: '', messages: [says('user', 'What is a token?')], params: {} },
  ...more,
});

/** Asks such a model once, and gathers what comes. */
export async function ask(
  model: EditorModel,
  asked: ChatRequest = request(),
  more: Partial<AskEditorOptions> = {},
): Promise<{ end: AnswerEnd; events: ChatEvent[]; thrown: unknown[] }> {
  const events: ChatEvent[] = [];
  const thrown: unknown[] = [];
  const end = await askEditorModel(model, asked, {
    ...{ signal: never, limits: {}, name: 'Acme', say: sayInEnglish },
    onEvents: (some) => events.push(...some),
    onFailed: (error) => thrown.push(error),
    ...more,
  });
  return { end, events, thrown };
}

export const text = (words: string): EditorAnswerPart => ({ type: 'text', text: words });
