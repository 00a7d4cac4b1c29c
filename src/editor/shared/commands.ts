import { Disposable, commands } from 'vscode';
import type { Command } from 'vscode';
import { isRecord } from '../../core/base/json';
import { commandId } from './contributions';
import type { CommandName, Commands } from './contributions';

/** A command gives back a text, or nothing that anybody reads. */
type Result<Name extends CommandName> =
  ReturnType<Commands[Name]> extends string | undefined
    ? ReturnType<Commands[Name]> | Promise<ReturnType<Commands[Name]>>
    : unknown;

/** `given` is unknown, for keybindings, links and other extensions pass what they like. */
export function registerCommand<Name extends CommandName>(
  name: Name,
  run: (...given: unknown[]) => Result<Name>,
): Disposable {
  return commands.registerCommand(commandId(name), run);
}

/** The functions that run under these names. */
export type CommandRuns<Name extends CommandName> = { readonly [K in Name]: (...given: unknown[]) => Result<K> };

/** A key was pressed on what is selected in a view: a keybinding of ours says so. A menu says on which row it was opened. */
export const isSelection = (given: unknown): boolean => isRecord(given) && given['selected'] === true;

/** Commands whose code loads with the first of them that is run. */
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

/** For tree items and the status bar. */
export const commandOf = <Name extends CommandName>(
  name: Name,
  title: string,
  ...args: Parameters<Commands[Name]>
): Command => ({ command: commandId(name), title, arguments: args });

/** The address of a Markdown link that runs the command. It works only where `trusting` names the command too. */
export const commandLink = <Name extends CommandName>(name: Name, ...args: Parameters<Commands[Name]>): string =>
  `command:${commandId(name)}?${encodeURIComponent(JSON.stringify(args))}`;

/** For `MarkdownString.isTrusted`: links run these commands, and no others. */
export const trusting = (...names: CommandName[]): { readonly enabledCommands: readonly string[] } => ({
  enabledCommands: names.map(commandId),
});
