import { EventEmitter } from 'vscode';
import type { DocumentFilter, Uri } from 'vscode';

/** The language of Dotprompt's files. */
export const promptLanguage = 'ai-prompt';

/** Prompt files that we help to write. */
export const promptSelector: readonly DocumentFilter[] = [
  { language: promptLanguage },
  { pattern: '**/*.{prompty,prompt.yml,prompt.yaml}' },
];

/** And those of VS Code's own chat, which it helps to write itself: we show what they are. */
export const shownSelector: readonly DocumentFilter[] = [...promptSelector, { pattern: '**/*.prompt.md' }];

/** Files that may be prompts of promptfoo. They are where a config names them. */
export const namedSelector: readonly DocumentFilter[] = [{ scheme: 'file', pattern: '**/*.{txt,md,j2,json,yaml,yml}' }];

/** Files that configs name as their prompts: their own names do not say that they are. */
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
