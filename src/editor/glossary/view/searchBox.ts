import { Disposable, window } from 'vscode';
import { say } from '../../shared/words';

/**
 * Lets the user type what to search for; `onQuery` hears of it at each key. Resolves when they leave: a click on what was found
 * closes the box as Escape does, so what was typed stays.
 */
export function askQuery(start: string, onQuery: (query: string) => void): Promise<void> {
  const box = window.createInputBox();
  box.title = say('Search Glossary');
  box.placeholder = say('A name, another name, or words of the text');
  box.value = start;
  return new Promise((resolve) => {
    const listeners = Disposable.from(
      box,
      box.onDidChangeValue(onQuery),
      box.onDidAccept(() => box.hide()),
      box.onDidHide(() => {
        resolve();
        listeners.dispose();
      }),
    );
    box.show();
  });
}
