import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { assertHasAll } from '../../../support/sameNames';
import { labStrings } from '../../../../src/webview/shared/labStrings';
import { schemaStrings } from '../../../../src/webview/shared/schemaStrings';
import { english as common } from '../../../../src/webview/shared/strings';
import { gridStrings } from '../../../../src/webview/shared/gridStrings';
import { tokenStrings } from '../../../../src/webview/shared/tokenStrings';
import { toolStrings } from '../../../../src/webview/shared/toolStrings';

const english = { ...common, ...labStrings, ...schemaStrings, ...tokenStrings, ...toolStrings, ...gridStrings };

/** By `page.ID`: a page asks for words by their id. */
const ofPages: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(english).map(([id, words]) => [`page.${id}`, words]),
);
const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')) as Record<string, string>;

/** Lists the messages given to `say()` in a file. `undefined` stands for one that is not written out there. */
function saidIn(file: string): (string | undefined)[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const said: (string | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'say') {
      const [message] = node.arguments;
      said.push(message && ts.isStringLiteralLike(message) ? message.text : undefined);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return said;
}

const sources = globSync('src/{core,editor}/**/*.ts');
const said = sources.flatMap(saidIn);
const messages = new Set(said.filter((message) => message !== undefined));

describe('the words that people read', () => {
  it('are literals, so that they can be looked up', () => {
    assert.ok(said.length > 20);
    const files = sources.filter((file) => saidIn(file).includes(undefined));
    assert.deepEqual(files, [], `say() takes the message itself, written out, in ${files.join(', ')}`);
  });

  it('all stand in l10n/bundle.l10n.json, by their English', () => {
    const kept = Object.keys(bundle).filter((message) => bundle[message] === message);
    assertHasAll(['l10n/bundle.l10n.json', kept], ['a say() of src', [...messages]]);
  });

  it('of the pages stand there too, by their ids', () => {
    const kept = Object.keys(bundle).filter((id) => bundle[id] === ofPages[id]);
    assertHasAll(['l10n/bundle.l10n.json', kept], ['src/webview/shared/strings.ts', Object.keys(ofPages)]);
  });

  it('of the pages are each said by one', () => {
    const files = globSync('src/webview/**/*.ts').filter((file) => !/[sS]trings\.ts$/.test(file));
    const code = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    const unused = Object.keys(english).filter((id) => !new RegExp(`['"\`]${id}['"\`]`).test(code));
    assert.deepEqual(unused, [], `src/webview/shared says what no page says: ${unused.join(', ')}`);
  });

  it('are all that stands there', () => {
    const used = [...messages, ...Object.keys(ofPages)];
    assertHasAll(['src', used], ['l10n/bundle.l10n.json', Object.keys(bundle)]);
  });

  for (const file of globSync('l10n/bundle.l10n.*.json').filter((name) => !name.endsWith('bundle.l10n.json'))) {
    it(`keep their placeholders in ${file}`, () => {
      const placeholders = (text: string): string[] => (text.match(/\{\d+\}/g) ?? []).sort();
      for (const [message, words] of Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)) {
        assert.deepEqual(placeholders(words), placeholders(bundle[message] ?? ''), message);
      }
    });
  }
});
