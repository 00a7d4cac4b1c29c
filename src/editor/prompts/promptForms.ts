import { EventEmitter } from 'vscode';
import type { DocumentFilter, Uri } from 'vscode';

/** The language of Dotprompt's files. */
export const promptLanguage = 'ai-prompt';

/** Prompt files that we help to write. */
export const promptSelector: readonly DocumentFilter[] = [
  { language: promptLanguage },
  { pattern: '**/*.{prompty,prompt.yml,prompt.yaml}' },
];

/** The same, and prompts for VS Code's own chat. VS Code helps to write those; we show what they contain. */
export const shownSelector: readonly DocumentFilter[] = [...promptSelector, { pattern: '**/*.prompt.md' }];

/** Files that may be prompts of promptfoo. They are prompts only where a config names them. */
export const namedSelector: readonly DocumentFilter[] = [{ scheme: 'file', pattern: '**/*.{txt,md,j2,json,yaml,yml}' }];

/** Files that configs name as their prompts. Their own names do not show it. */
class NamedPrompts {
  private readonly files = new Set<string>();
  private readonly added = new EventEmitter<void>();
  readonly onDidAdd = this.added.event;

  has(file: Uri): boolean {
    return this.files.has(file.toString());
  }

  add(files: readonly Uri[]): void {
    const before = this.files.size;
    for (const file of files) this.files.add(file.toString());
    if (this.files.size > before) this.added.fire();
  }
}

export const namedPrompts = new NamedPrompts();
