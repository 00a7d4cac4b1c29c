import { l10n } from 'vscode';
import type { Say } from '../../core/base/say';

/**
 * Returns a message in the user's language, where l10n/ has it. Messages are literals: a unit test looks for each in
 * l10n/bundle.l10n.json.
 */
export const say: Say = (message, ...args) => l10n.t(message, ...args);

/**
 * Returns the texts of the pages in the user's language as one JSON object, by their ids in `src/webview/shared/strings.ts`. In
 * l10n/ they are named `page.ID`. The object is empty in English, which a page has by itself.
 */
export const webviewStrings = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(l10n.bundle ?? {}).flatMap(([key, words]) =>
      key.startsWith('page.') ? [[key.slice('page.'.length), words]] : [],
    ),
  );
