import { l10n } from 'vscode';
import type { Say } from '../../core/base/say';

/** In the user's language, where l10n/ has it. Messages are literals: a unit test looks for each in l10n/bundle.l10n.json. */
export const say: Say = (message, ...args) => l10n.t(message, ...args);

/**
 * The words of the pages as one JSON object: id of `src/webview/shared/strings.ts` → the user's language. They stand in
 * l10n/ as `page.ID`. Empty in English, which a page has by itself.
 */
export const webviewStrings = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(l10n.bundle ?? {}).flatMap(([key, words]) =>
      key.startsWith('page.') ? [[key.slice('page.'.length), words]] : [],
    ),
  );
