import { commands } from 'vscode';
import type { Command, Disposable } from 'vscode';
import { commandIds } from './contributions';
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
  return commands.registerCommand(commandIds[name], run);
}

export function executeCommand<Name extends CommandName>(
  name: Name,
  ...args: Parameters<Commands[Name]>
): Thenable<ReturnType<Commands[Name]>> {
  return commands.executeCommand(commandIds[name], ...args);
}

/** For tree items and the status bar. */
export const commandOf = <Name extends CommandName>(
  name: Name,
  title: string,
  ...args: Parameters<Commands[Name]>
): Command => ({ command: commandIds[name], title, arguments: args });

/** The address of a Markdown link that runs the command. It works only where `trusting` names the command too. */
export const commandLink = <Name extends CommandName>(name: Name, ...args: Parameters<Commands[Name]>): string =>
  `command:${commandIds[name]}?${encodeURIComponent(JSON.stringify(args))}`;

/** For `MarkdownString.isTrusted`: links run these commands, and no others. */
export const trusting = (...names: CommandName[]): { readonly enabledCommands: readonly string[] } => ({
  enabledCommands: names.map((name) => commandIds[name]),
});
