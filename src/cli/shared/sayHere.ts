import { sayInEnglish } from '../../core/base/say';
import type { Say } from '../../core/base/say';

/** Sentences that differ from those of the editor: keys are in the environment, and a check has more time. */
export const ownWords: Readonly<Record<string, string>> = {
  '{0} needs an API key, and none is stored for {1}.':
    '{0} ({1}) wants a key: name the environment variable that holds it with --key-env.',
  '{0} ({1}) does not accept the stored key{2}': '{0} ({1}) does not accept the key{2}',
  'The answer was not checked: that took longer than half a second.':
    'The answer was not checked: that took longer than three seconds.',
};

/** Returns a message in the words of the command line. */
export const sayHere: Say = (message, ...args) => sayInEnglish(ownWords[message] ?? message, ...args);

/**
 * Makes a foreign text safe for a terminal: control characters would control it, and marks of direction would mislead.
 */
export const forTerminal = (text: string): string => text.replace(/(?![\n\t]|\r\n)[\p{Cc}\p{Bidi_Control}]/gu, escaped);

/** Returns one line of JSON that a terminal can show. It parses to the same value. */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\u009f\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escaped);

const escaped = (control: string): string => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
