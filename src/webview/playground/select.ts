import type * as selectModule from '@vscode-elements/elements/dist/vscode-single-select/index.js';

// VS Code's drop-down is a file of its own, as none is in sight before the settings are unfolded, a second column comes
// or a message has variables. Its place is kept free in media/playground.css.

let loading: Promise<typeof selectModule> | undefined;

/** Loads the drop-down with the first place that shows one. What was set on its element by then is taken over. */
export function loadSelect(): void {
  loading ??= import('@vscode-elements/elements/dist/vscode-single-select/index.js');
}
