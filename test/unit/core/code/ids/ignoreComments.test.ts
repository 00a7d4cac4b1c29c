import assert from 'node:assert/strict';
import { findIdsInFile } from '../../../../../src/core/code/ids/fileIds';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import type { IdSource } from '../../../../../src/core/code/ids/findIds';
import { readIgnoreComments } from '../../../../../src/core/code/ids/ignoreComments';
import { placed, testNames } from '../../../../support/modelNames';

const left = async (languageId: string, text: string): Promise<string[]> =>
  (await findIdsInFile({ text, languageId }, testNames, () => undefined)).map(placed);

describe('a comment that says to ignore ids', () => {
  const call = `ask({ model: 'gpt-4' })`;
  const silent: [title: string, languageId: string, text: string][] = [
    ['in the same line', 'typescript', `${call}; // ai-field-guide-ignore`],
    ['in the line before', 'typescript', `  // ai-field-guide-ignore\n  ${call}`],
    ['as a block before the code', 'typescript', `/* ai-field-guide-ignore */ ${call}`],
    ['with the id', 'typescript', `// ai-field-guide-ignore gpt-4\n${call}`],
    ['with several ids and a reason', 'typescript', `// ai-field-guide-ignore: o3-mini, gpt-4 for the tests\n${call}`],
    ['with the id in a block', 'typescript', `/* ai-field-guide-ignore gpt-4*/\n${call}`],
    ['with a reason alone', 'typescript', `// ai-field-guide-ignore this is a fixture\n${call}`],
    ['with the id behind a prefix of a router', 'typescript', `// ai-field-guide-ignore gpt-4\nask('openai/gpt-4')`],
    ['above another of its kind', 'typescript', `// ai-field-guide-ignore gpt-4\n// ai-field-guide-ignore o3\n${call}`],
    ['in Python', 'python', `# ai-field-guide-ignore\nask(model="gpt-4")`],
    ['in YAML', 'yaml', `model: gpt-4 # ai-field-guide-ignore`],
    ['in TOML', 'toml', `# ai-field-guide-ignore\nmodel = "gpt-4"`],
    ['in .env', 'dotenv', `# ai-field-guide-ignore\nMODEL=gpt-4`],
    ['in a shell', 'shellscript', `# ai-field-guide-ignore\nllm -m gpt-4 hi`],
    ['in JSON with comments', 'jsonc', `{\n  // ai-field-guide-ignore\n  "model": "gpt-4"\n}`],
    ['in Lua', 'lua', `-- ai-field-guide-ignore\nmodel = "gpt-4"`],
    ['in Go', 'go', `// ai-field-guide-ignore\nmodel := "gpt-4"`],
    [
      'in the template of Vue',
      'vue',
      `<template>\n<!-- ai-field-guide-ignore -->\n<X :model="'gpt-4'" />\n</template>`,
    ],
    ['in JSX', 'javascriptreact', `x = <p>\n{/* ai-field-guide-ignore */}\n{ask('gpt-4')}</p>`],
    ['of the whole file', 'python', `#!/usr/bin/env python\n# ai-field-guide-ignore-file\n\n\nask(model="gpt-4")`],
    ['of the whole file, in its tenth line', 'typescript', `${'\n'.repeat(9)}// ai-field-guide-ignore-file\n\n${call}`],
    ['with an id of letters alone', 'python', `# ai-field-guide-ignore davinci\ncreate(model="davinci")`],
  ];
  for (const [title, languageId, text] of silent) {
    it(`counts ${title}`, async () => assert.deepEqual(await left(languageId, text), []));
  }

  const heard: [title: string, languageId: string, text: string][] = [
    ['of another id', 'typescript', `// ai-field-guide-ignore gpt-4o\n${call}`],
    ['of another word', 'python', `# ai-field-guide-ignore max_tokens\ncreate(model="gpt-4", max_tokens=5)`],
    ['two lines above', 'typescript', `// ai-field-guide-ignore\n\n${call}`],
    ['behind other code in the line before', 'typescript', `f(); // ai-field-guide-ignore\n${call}`],
    ['in the line after', 'typescript', `${call}\n// ai-field-guide-ignore`],
    ['in a string', 'typescript', `'ai-field-guide-ignore';\n${call}`],
    ['as a part of another word', 'typescript', `// ai-field-guide-ignored\n${call}`],
    ['of a file, below its tenth line', 'typescript', `${'\n'.repeat(10)}// ai-field-guide-ignore-file\n\n${call}`],
    ['in JSON, which has none', 'json', `{\n  // ai-field-guide-ignore\n  "model": "gpt-4"\n}`],
  ];
  for (const [title, languageId, text] of heard) {
    it(`does not count ${title}`, async () => assert.equal((await left(languageId, text)).length, 1));
  }

  it('speaks of the ids that it names, and of no other in the line', async () => {
    const text = `// ai-field-guide-ignore gpt-4\nask(['gpt-4', 'gpt-4-32k', 'o3-mini'])`;
    assert.deepEqual(await left('typescript', text), ['gpt-4-32k at 2:16', 'o3-mini at 2:29']);
  });

  it('is read once, and the beginning of its line once for all of them', async () => {
    const text = `f(); ${'/* ai-field-guide-ignore o3 */ '.repeat(1_000)}`;
    const read = regionText(text, 'typescript');
    let asked = 0;
    const source: IdSource = {
      ...read,
      regionAt: (line, column) => {
        asked++;
        return read.regionAt(line, column);
      },
    };
    assert.ok(await readIgnoreComments(source, () => undefined));
    assert.equal(asked, 1_001);
  });
});
