import { Disposable, commands } from 'vscode';
import type { Command } from 'vscode';
import { isRecord } from '../../core/base/json';
import { commandId } from './contributions';
import type { CommandName, Commands } from './contributions';

/** The result of a command: a text, or a value that no caller uses. */
type Result<Name extends CommandName> =
  ReturnType<Commands[Name]> extends string | undefined
    ? ReturnType<Commands[Name]> | Promise<ReturnType<Commands[Name]>>
    : unknown;

/** Registers a command. `given` is unknown, as keybindings, links and other extensions can pass any value. */
export function registerCommand<Name extends CommandName>(
  name: Name,
  run: (...given: unknown[]) => Result<Name>,
): Disposable {
  return commands.registerCommand(commandId(name), run);
}

/** The functions that run under these names. */
export type CommandRuns<Name extends CommandName> = { readonly [K in Name]: (...given: unknown[]) => Result<K> };

/**
 * Whether a command was run by a key on the selection of a view: our keybindings mark that. A menu hands over its row
 * instead.
 */
export const isSelection = (given: unknown): boolean => isRecord(given) && given['selected'] === true;

/** Registers commands whose code loads when the first of them is run. */
export function registerLazyCommands<Name extends CommandName>(
  names: readonly Name[],
  load: () => Promise<CommandRuns<Name>>,
): Disposable {
  const register = (name: Name): Disposable =>
    commands.registerCommand(commandId(name), async (...given: unknown[]) => (await load())[name](...given));
  return Disposable.from(...names.map(register));
}

export function executeCommand<Name extends CommandName>(
  name: Name,
  ...args: Parameters<Commands[Name]>
): Thenable<ReturnType<Commands[Name]>> {
  return commands.executeCommand(commandId(name), ...args);
}

/** Makes a command for tree items and the status bar. */
export const commandOf = <Name extends CommandName>(
  name: Name,
  title: string,
  ...args: Parameters<Commands[Name]>
): Command => ({ command: commandId(name), title, arguments: args });

/** Makes the address of a Markdown link that runs the command. It works only where `trusting` names the command too. */
export const commandLink = <Name extends CommandName>(name: Name, ...args: Parameters<Commands[Name]>): string =>
  `command:${commandId(name)}?${encodeURIComponent(JSON.stringify(args))}`;

/** Makes the value for `MarkdownString.isTrusted` with which links can run these commands, and no others. */
export const trusting = (...names: CommandName[]): { readonly enabledCommands: readonly string[] } => ({
  enabledCommands: names.map(commandId),
});
