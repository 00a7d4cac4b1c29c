// Writes into the code what was changed in l10n/bundle.l10n.json, where all words that people read stand one below the other.
// Change the English on the right of a line there, then `npm run reword`. Tests that hold the whole message follow; `npm test`
// shows those that hold a part of it.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { formatFiles } from './formatFiles';
import { SetupError, runScript } from './vscode/paths';

const bundleFile = 'l10n/bundle.l10n.json';
/** The pages say their words by ids, which stand in these files. */
const page = 'page.';
const pageFiles = 'src/webview/shared/*trings.ts';

const placeholders = (text: string): string => [...new Set(text.match(/\{\d+\}/g))].sort().join(' ');

/** @throws SetupError where a placeholder came or went. */
function checkPlaceholders(now: string, words: string): void {
  if (placeholders(now) === placeholders(words)) return;
  throw new SetupError(`Keep the placeholders of "${now}": "${words}" has others. Nothing was written.`);
}

/** The name of the property whose value `node` is. */
const propertyOf = ({ parent }: ts.Node): string | undefined =>
  ts.isPropertyAssignment(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;

/** The text of the file with the strings that `wordsFor` has other words for. */
function reword(file: string, wordsFor: (node: ts.StringLiteralLike) => string | undefined): string {
  const text = readFileSync(file, 'utf8');
  const edits: { start: number; end: number; words: string }[] = [];
  const visit = (node: ts.Node): void => {
    const words = ts.isStringLiteralLike(node) ? wordsFor(node) : undefined;
    if (ts.isStringLiteralLike(node) && words !== undefined && words !== node.text) {
      checkPlaceholders(node.text, words);
      edits.push({ start: node.getStart(), end: node.getEnd(), words });
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return edits
    .toReversed()
    .reduce((all, { start, end, words }) => all.slice(0, start) + JSON.stringify(words) + all.slice(end), text);
}

await runScript(() => {
  const bundle = new Map(Object.entries(JSON.parse(readFileSync(bundleFile, 'utf8')) as Record<string, string>));
  const ofPages = (node: ts.StringLiteralLike): string | undefined => bundle.get(page + (propertyOf(node) ?? ''));
  const written = new Map<string, string>();
  for (const file of globSync('{src,test}/**/*.ts')) {
    const isOfPages = path.matchesGlob(file, pageFiles);
    const text = reword(file, isOfPages ? ofPages : ({ text: now }) => bundle.get(now));
    if (text !== readFileSync(file, 'utf8')) written.set(file, text);
  }
  const entries = [...bundle].map(([key, words]) => [key.startsWith(page) ? key : words, words] as const);
  written.set(bundleFile, JSON.stringify(Object.fromEntries(entries), null, 2) + '\n');
  for (const [file, text] of written) writeFileSync(file, text);
  // The formatter chooses the quotes.
  formatFiles([...written.keys()]);
  console.log([...written.keys()].join('\n'));
  return Promise.resolve(0);
});
