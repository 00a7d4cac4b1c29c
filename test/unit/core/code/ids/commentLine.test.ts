import assert from 'node:assert/strict';
import { commentLineAbove } from '../../../../../src/core/code/ids/commentLine';
import { findIdsInFile } from '../../../../../src/core/code/ids/fileIds';
import { languageNames } from '../../../../support/languageNames';
import { textLines } from '../../../../../src/core/text/document';
import { Regions } from '../../../../../src/core/text/regions/regions';
import { testNames } from '../../../../support/modelNames';

/** The text with the comment above its line with `gpt-4` in it. */
function withComment(languageId: string, text: string): string | undefined {
  const lines = text.split('\n');
  const regions = new Regions(languageId, textLines(text));
  Array.from(regions.prepare());
  const at = lines.findIndex((line) => line.includes('gpt-4'));
  const indent = /^\s*/.exec(lines[at] ?? '')?.[0] ?? '';
  const context = { language: languageId, above: lines[at - 1] ?? '', indent };
  const comment = commentLineAbove(regions, at, context, 'ai-field-guide-ignore gpt-4');
  return comment === undefined ? undefined : lines.toSpliced(at, 0, comment).join('\n');
}

describe('a comment in the line above an id', () => {
  const cases: [languageId: string, text: string, comment: string][] = [
    ['typescript', `ask({\n  model: 'gpt-4',\n})`, '  // ai-field-guide-ignore gpt-4'],
    ['python', `ask(\n\tmodel="gpt-4",\n)`, '\t# ai-field-guide-ignore gpt-4'],
    ['go', `model := "gpt-4"`, '// ai-field-guide-ignore gpt-4'],
    ['csharp', `var model = "gpt-4";`, '// ai-field-guide-ignore gpt-4'],
    ['java', `var model = "gpt-4";`, '// ai-field-guide-ignore gpt-4'],
    ['yaml', `a:\n  model: gpt-4\n`, '  # ai-field-guide-ignore gpt-4'],
    ['toml', `model = "gpt-4"`, '# ai-field-guide-ignore gpt-4'],
    ['dotenv', `MODEL=gpt-4`, '# ai-field-guide-ignore gpt-4'],
    ['jsonc', `{\n  "model": "gpt-4"\n}`, '  // ai-field-guide-ignore gpt-4'],
    ['lua', `model = "gpt-4"`, '-- ai-field-guide-ignore gpt-4'],
    ['shellscript', `llm -m gpt-4`, '# ai-field-guide-ignore gpt-4'],
    ['javascriptreact', `x = <p>\n  {ask('gpt-4')}</p>`, '  {/* ai-field-guide-ignore gpt-4 */}'],
    ['vue', `<template>\n  <X :model="'gpt-4'" />\n</template>`, '  <!-- ai-field-guide-ignore gpt-4 -->'],
  ];
  for (const [languageId, text, comment] of cases) {
    it(`is written as ${languageId} writes it, and is obeyed`, async () => {
      const written = withComment(languageId, text) ?? assert.fail('no comment');
      assert.ok(written.split('\n').includes(comment), written);
      assert.deepEqual(await findIdsInFile({ text: written, languageId }, testNames, () => undefined), []);
      assert.equal((await findIdsInFile({ text, languageId }, testNames, () => undefined)).length, 1, 'without it');
    });
  }

  const none: [title: string, languageId: string, text: string][] = [
    ['in JSON', 'json', `{\n  "model": "gpt-4"\n}`],
    ['in a language that is not known', 'x-unknown', `model = "gpt-4"`],
    ['in a string of many lines', 'typescript', 'x = `\ngpt-4\n`'],
    ['where a backslash goes on', 'shellscript', `llm \\\n  -m gpt-4`],
    ['where a grave accent goes on', 'powershell', 'llm `\n  -m gpt-4'],
    ['where a caret goes on', 'bat', 'llm ^\n  -m gpt-4'],
  ];
  for (const [title, languageId, text] of none) {
    it(`is not there ${title}`, () => assert.equal(withComment(languageId, text), undefined));
  }

  it('leaves what follows as it was, in every language', () => {
    const text = `x\n  "gpt-4"\ny`;
    for (const languageId of languageNames) {
      const written = withComment(languageId, text);
      if (written === undefined) continue;
      const kinds = (whole: string, line: number): unknown => {
        const regions = new Regions(languageId, textLines(whole));
        Array.from(regions.prepare());
        return regions.inLine(line);
      };
      assert.deepEqual(kinds(written, 2), kinds(text, 1), languageId);
      assert.deepEqual(kinds(written, 3), kinds(text, 2), languageId);
    }
  });
});
