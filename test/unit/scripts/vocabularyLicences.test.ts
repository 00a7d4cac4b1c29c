import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeNotices } from '../../../scripts/notices';
import { VOCABULARY_SOURCES } from '../../../scripts/vocabularies/sources';
import { packageFile } from '../../../scripts/vocabularies/sourceVocabulary';

const read = (name: string): string => readFileSync(path.join('vocabularies', name), 'utf8');

describe('the notices of bundled packages', () => {
  it('name the creator and the address of the icon font, as CC BY asks', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'notices-'));
    writeNotices(path.join(folder, 'notices.txt'), [], ['@vscode/codicons']);
    const text = readFileSync(path.join(folder, 'notices.txt'), 'utf8');
    rmSync(folder, { recursive: true });
    assert.match(
      text,
      /^@vscode\/codicons [\d.]+ \(CC-BY-4\.0\)\nBy Microsoft Corporation\nhttps:\/\/github\.com\/microsoft\/vscode-codicons\.git$/m,
    );
  });
});

describe('the licences of the vocabularies', () => {
  const rows = read('LICENCES.md')
    .split('\n')
    .filter((line) => line.startsWith('|'));

  for (const { name, package: source } of VOCABULARY_SOURCES) {
    it(`name where ${name} comes from, in the version that is installed, and its terms`, () => {
      const row = rows.find((line) => line.startsWith(`| \`${name}.bin\``));
      assert.ok(row, `LICENCES.md has no row for ${name}.bin`);
      const { version } = JSON.parse(readFileSync(packageFile(source, 'package.json'), 'utf8')) as { version: string };
      assert.ok(row.includes(`\`${source}\` ${version}, `), row);
      const terms = /\]\((licences\/[^)]+)\)/.exec(row)?.[1];
      assert.ok(terms !== undefined && existsSync(path.join('vocabularies', terms)), row);
      assert.match(read('NOTICE.txt'), new RegExp(`\\b${name}\\.bin\\b`));
    });
  }

  it('hold the agreement of Llama 3 as Meta published it', () => {
    const found = createHash('sha256').update(read('licences/Llama-3.txt')).digest('hex');
    assert.equal(found, '4fa551d4f938f68b8c1e6afa9d28befb70e3f33f75d0753248d530364aeea40f');
  });

  it('take DeepSeek from R1, under the MIT License', () => {
    const row = rows.find((line) => line.startsWith('| `deepseek_v3.bin`')) ?? '';
    assert.match(row, /deepseek-ai\/DeepSeek-R1\), \[MIT\]/);
    assert.match(read('licences/MIT.txt'), /^deepseek_v3\.bin:\nCopyright \(c\) \d{4} DeepSeek$/m);
  });

  it('say where each copyright line of the notice under Apache-2.0 is from', () => {
    const lines = [...read('NOTICE.txt').matchAll(/(Copyright \d{4} [\w ]+), under the Apache/g)].map(
      ([, line = '']) => line,
    );
    assert.deepEqual(lines, ['Copyright 2024 Mistral AI', 'Copyright 2024 Alibaba Cloud']);
    for (const line of lines) {
      const sentence = new RegExp(`"${line}" stands [^.]*\\[LICENSE file of [^\\]]+\\]\\(https://`);
      assert.match(read('LICENCES.md').replaceAll('\n', ' '), sentence);
    }
  });

  it('carry the notices that the agreements of Llama 3 and Gemma ask for', () => {
    const lines = read('NOTICE.txt').split('\n');
    for (const notice of [
      'Meta Llama 3 is licensed under the Meta Llama 3 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.',
      'Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms',
    ]) {
      assert.ok(lines.includes(notice), notice);
    }
  });
});
