import { window } from 'vscode';
import type { LogOutputChannel } from 'vscode';

/** Where every part writes what went wrong. Never a key, never the text of a prompt. */
export type Logger = Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'debug' | 'show'>;

export const createLog = (): LogOutputChannel => window.createOutputChannel('AI Field Guide', { log: true });
