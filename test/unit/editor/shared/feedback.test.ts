import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Characters of a line of a message, as VS Code shows it before it cuts the rest. Names in the message come on top. */
const longest = 60;

/** The text that is written out, without what is put in. */
function writtenOut(node: ts.Expression | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text.replaceAll(/\{\d\}/g, '');
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => literal.text).join('');
  const isSaid = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'say';
  return isSaid ? writtenOut(node.arguments[0]) : undefined;
}

/** The messages of a file that have no button, where their text is written out. */
function bareMessagesIn(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.arguments.length === 2) {
      const isMessage = node.expression.getText() === 'showMessage';
      const text = isMessage ? writtenOut(node.arguments[1]) : undefined;
      if (text !== undefined) found.push(text);
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

it('a message without a button fits into the line that VS Code shows of it', () => {
  const bare = globSync('src/editor/**/*.ts').flatMap(bareMessagesIn);
  assert.ok(bare.length > 3);
  assert.deepEqual(
    bare.filter((text) => text.length > longest),
    [],
  );
});
