import { BytesGoneError } from '../../base/bytesText';
import { isRecord } from '../../base/json';
import type { Say } from '../../base/say';
import { ChatError } from '../messages/errors';
import type { ErrorView } from '../messages/errors';
import { describeChatError } from '../providers/describeError';
import { readProviderError, toDetail } from '../providers/providerWords';
import type { EditorLacks } from './editorRequest';

/** The source of an error, and the request. */
interface AskedOf {
  /** The vendor's name for people. */
  readonly name: string;
  readonly model: string;
  /** Texts that the error may repeat. */
  readonly prompts: readonly string[];
  /** Whether some of the answer had come. */
  readonly hasOutput: boolean;
}

/**
 * Returns the error of a model in words for people. VS Code gives the reason as a code, `NoPermissions`, `NotFound` or
 * `Blocked` (https://code.visualstudio.com/api/references/vscode-api#LanguageModelError). GitHub Copilot gives a
 * used-up quota and too many requests as the name of its error (microsoft/vscode-copilot-chat, languageModelAccess.ts).
 * The words of an error decide nothing.
 */
export function editorErrorView(error: unknown, asked: AskedOf, say: Say): ErrorView {
  const { name, model } = asked;
  const known = error instanceof BytesGoneError ? new ChatError('files-gone', { host: name, model }) : error;
  if (known instanceof ChatError) return describeChatError(known, { providerName: name, needsKey: false, say });
  const words = wordsOf(error, asked);
  switch (reasonOf(error)) {
    case 'NoPermissions':
      return {
        kind: 'forbidden',
        message: say('AI Field Guide may not use {0} of {1}{2}', model, name, words),
        advice: say(
          'Retry and allow it when VS Code asks, or allow it with “Manage Language Model Access” in the menu of your account.',
        ),
        actions: ['retry', 'choose-model'],
      };
    case 'NotFound':
      return {
        kind: 'unknown-model',
        message: say('VS Code has no model {0} of {1} any more{2}', model, name, words),
        advice: say('Choose another model. VS Code lists those that its extensions provide now.'),
        actions: ['choose-model'],
      };
    case 'ChatQuotaExceeded':
      return {
        kind: 'rate-limited',
        message: say('Your quota at {0} is used up{1}', name, words),
        advice: say('Wait until it is renewed, or choose another model.'),
        actions: ['choose-model', 'retry'],
      };
    case 'Blocked':
    case 'ChatRateLimited':
      return {
        kind: 'rate-limited',
        message: say('{0} accepts no more requests for a while{1}', name, words),
        advice: say('Wait a little, then retry, or choose another model.'),
        actions: ['retry', 'choose-model'],
      };
    case undefined:
      return {
        kind: 'in-stream',
        message: say('{0} reported an error{1}', name, words),
        advice: [asked.hasOutput && say('The text received so far is kept.'), say('Retry, or choose another model.')]
          .filter(Boolean)
          .join(' '),
        actions: ['retry', 'choose-model'],
      };
  }
}

const reasons = ['NoPermissions', 'NotFound', 'Blocked', 'ChatQuotaExceeded', 'ChatRateLimited'] as const;

function reasonOf(error: unknown): (typeof reasons)[number] | undefined {
  const { code, name } = isRecord(error) ? error : {};
  return reasons.find((reason) => reason === code) ?? reasons.find((reason) => reason === name);
}

/** Returns the end of a sentence: the words of the extension, or just a full stop. */
function wordsOf(error: unknown, { prompts }: AskedOf): string {
  const message = error instanceof Error ? readProviderError(error.message).words : undefined;
  if (message === undefined) return '.';
  const shown = toDetail(message, undefined, prompts);
  return `: ${shown}${/[.!?…]$/.test(shown) ? '' : '.'}`;
}

const lacks: Readonly<Record<EditorLacks, (name: string, say: Say) => string>> = {
  images: (name, say) => say('This model of {0} takes no images from extensions.', name),
  files: (name, say) => say('{0} takes no files from extensions.', name),
  tools: (name, say) => say('This model of {0} takes no tools from extensions.', name),
  'tool-choice': (_name, say) =>
    say('VS Code lets a model call tools as it decides, or makes it call one. It knows no other choice.'),
  schema: (_name, say) => say('VS Code has no way to ask a model for JSON that fits a schema.'),
  'tool-input': (_name, say) =>
    say('VS Code takes calls of tools only with a JSON object, and one in this conversation has none.'),
};

/** Returns the error for a request that was not sent. Without the missing part it would be another request. */
export const editorLacksView = (lacking: EditorLacks, name: string, say: Say): ErrorView => ({
  kind: 'cannot-take',
  message: `${lacks[lacking](name, say)} ${say('Nothing was sent.')}`,
  advice: say('Change that, or choose a model of another provider.'),
  actions: ['new-session', 'choose-model'],
});
