import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runFolder } from './clean';
import { ui } from './ui';

// Keys of providers, and the search for them in everything that was written.

/** Letters of a key that are looked for by themselves: its beginning and its end. */
const partLength = 16;

/** A key that no other run has. */
export const newKey = (end = ''): string => `sk-test-${randomBytes(16).toString('hex')}${end}`;

const stored = new Set<string>();

/** It was given to the extension in this run. */
export const keyIsStored = (key: string): unknown => stored.add(key);

type Form = readonly [name: string, bytes: Buffer];

/** Ways in which a key may stand somewhere; what it is called in the message of a failure is not the key. */
function formsOf(key: string): Form[] {
  const letters = /^[\w-]+/.exec(key)?.[0] ?? key;
  const secret = letters.replace(/^sk-test-/, '');
  // Parts of a short one are words.
  if (secret.length < 2 * partLength) return [['as it is', Buffer.from(letters)]];
  const each = (write: (code: string) => string): string =>
    Array.from(letters, (letter) => write(letter.charCodeAt(0).toString(16))).join('');
  // The first and last letters in base64 depend on what stands beside them.
  const base64 = [0, 1, 2].map((before) =>
    Buffer.from('x'.repeat(before) + secret)
      .toString('base64')
      .slice(before === 0 ? 0 : 4, -4),
  );
  return [
    ['as it is', Buffer.from(letters)],
    ['its beginning', Buffer.from(secret.slice(0, partLength))],
    ['its end', Buffer.from(secret.slice(-partLength))],
    ['in UTF-16', Buffer.from(letters, 'utf16le')],
    ['in an address', Buffer.from(each((code) => `%${code}`))],
    ['in an address, in large letters', Buffer.from(each((code) => `%${code.toUpperCase()}`))],
    ['in JSON', Buffer.from(each((code) => `\\u00${code}`))],
    ...base64.map((text): Form => ['in base64', Buffer.from(text)]),
  ];
}

/** Where a key stands in these bytes. */
function tracesIn(place: string, bytes: Buffer, forms: readonly Form[]): string[] {
  return forms.filter(([, form]) => bytes.includes(form)).map(([name]) => `${place}: the key ${name}`);
}

const filesOfRun = (): string[] =>
  readdirSync(runFolder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

/** Every place, in the files of this run and in the browser, where a key stands that was given to the extension. */
export async function tracesOfKeys(): Promise<string[]> {
  const forms = [...stored].flatMap(formsOf);
  if (forms.length === 0) return [];
  const inFiles = filesOfRun().flatMap((file) => tracesIn(path.relative(runFolder(), file), readFileSync(file), forms));
  const inBrowser = ui.available ? tracesIn('in the browser', Buffer.from(await ui.stored()), forms) : [];
  return [...inFiles, ...inBrowser];
}

/** Where a key stands in texts that are shown: name → text. */
export const tracesInTexts = (key: string, texts: Readonly<Record<string, string>>): string[] =>
  Object.entries(texts).flatMap(([name, text]) => tracesIn(name, Buffer.from(text), formsOf(key)));
