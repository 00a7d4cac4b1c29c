import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { workspaceFolder } from './clean';

/** Prose, code and JSON of the sample folder, over and over with a number each time, in ASCII of `bytes` bytes or a little less. */
export async function largeText(bytes: number): Promise<string> {
  const names = ['long-text.txt', 'askModel.ts', 'request.json'];
  const texts = await Promise.all(names.map((name) => readFile(path.join(workspaceFolder().fsPath, name), 'utf8')));
  const part = texts.join('\n').replace(/[^\0-\x7f]/g, '~');
  let text = '';
  for (let i = 0; text.length + part.length + 20 <= bytes; i++) text += `Part ${i}\n${part}\n`;
  return text;
}
