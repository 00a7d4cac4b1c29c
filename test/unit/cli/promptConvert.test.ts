import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { guideWith } from '../../support/fieldGuides';
import { useTempFolder } from '../../support/tempFolder';

interface Converted {
  readonly code: number;
  readonly output: string;
  readonly errors: readonly string[];
}

async function convertFile(name: string, ...args: readonly string[]): Promise<Converted> {
  const [output, errors]: [string[], string[]] = [[], []];
  const { run } = await import('../../../src/cli/run');
  const code = await run(['prompt', 'convert', name, ...args], {
    console: {
      readStandardInput: () => Promise.resolve(Buffer.from('')),
      print: (line) => output.push(line),
      printError: (line) => errors.push(line.replace(`${path.dirname(name)}${path.sep}`, '')),
    },
    guide: guideWith({}),
  });
  return { code, output: output.join('\n'), errors };
}

describe('prompt convert', () => {
  const folder = useTempFolder();
  const convert = (file: string, text: string, ...args: readonly string[]): Promise<Converted> =>
    convertFile(folder.write(file, text), ...args);

  it('prints a prompt in another form', async () => {
    const chat = '[{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi {{ name }}"}]';
    const there = await convert('chat.json', chat, '--to', 'dotprompt');
    assert.deepEqual(there, {
      ...{ code: 0, errors: [] },
      output: '---\n---\n{{role "system"~}}\nBe brief.\n{{~role "user"~}}\nHi {{name}}',
    });
    const back = await convert('chat.prompt', there.output, '--to', 'promptfoo');
    assert.deepEqual([back.code, back.errors], [0, []]);
    assert.deepEqual(JSON.parse(back.output), JSON.parse(chat));
  });

  it('lists what does not fit at its place, and ends with 1', async () => {
    const text =
      '---\nname: greet\nmodel:\n  id: gpt-4o\n  connection:\n    kind: key\n---\nsystem:\nHi {{ name | trim }}\n';
    const { code, output, errors } = await convert('greet.prompty', text, '--to', 'dotprompt');
    assert.equal(code, 1);
    assert.equal(output, '---\nname: greet\nmodel: gpt-4o\n---\n{{role "system"~}}\nHi {{name}}');
    assert.deepEqual(errors, [
      'greet.prompty:5:3: "model.connection" has no place in the other form, and is left out.',
      'greet.prompty:9:7: The filter "trim" has no counterpart: the value is shown without it.',
    ]);
  });

  it('lists parts and fields of messages that do not fit, and keeps the rest', async () => {
    const chat =
      '[{"role": "user", "name": "a", "content": [{"type": "input_audio"}, {"type": "text", "text": "Hi"}]}]';
    const { code, output, errors } = await convert('chat.json', chat, '--to', 'dotprompt');
    assert.deepEqual([code, output, errors.length], [1, '---\n---\nHi', 2]);
  });

  it('writes into a file instead', async () => {
    const out = path.join(folder.path, 'out.prompt');
    const { code, output } = await convert(
      'a.prompt.yml',
      'messages:\n  - {role: user, content: "{{q}}?"}\n',
      '--to',
      'dotprompt',
      '--out',
      out,
    );
    assert.deepEqual([code, output], [0, '']);
    assert.match(readFileSync(out, 'utf8'), /\{\{q\}\}\?\n$/);
  });

  it('writes nothing of a prompt that cannot be read, and ends with 2', async () => {
    const out = path.join(folder.path, 'none.prompt');
    for (const [file, text, place] of [
      ['a.prompty', '---\nname: [open\n---\nuser:\nHi', 'a.prompty:2:7: This bracket is not closed.'],
      ['a.txt', 'Hi\n{{ a + b }}', 'a.txt:2:6: Calculating with "+" is not supported in templates.'],
      ['a.prompt.yml', 'messages:\n  - {role: boss, content: Hi}', 'a.prompt.yml:2:12: There is no role "boss".'],
    ] as const) {
      const { code, output, errors } = await convert(file, text, '--to', 'dotprompt', '--out', out);
      assert.deepEqual([code, output], [2, ''], file);
      assert.ok(errors[0]?.startsWith(place), errors[0]);
    }
    assert.equal(existsSync(out), false);
  });

  it('refuses a wrong command', async () => {
    for (const args of [[], ['--to', 'prompty'], ['more', '--to', 'dotprompt']]) {
      const { code, errors } = await convert('a.txt', 'Hi', ...args);
      assert.equal(code, 2);
      assert.match(errors.join('\n'), /Usage: node dist\/cli.js prompt convert/);
    }
  });
});
