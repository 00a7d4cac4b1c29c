import assert from 'node:assert/strict';
import { catalog } from '../../../generated/catalog';
import { guideWith } from '../../support/fieldGuides';
import { useTempFolder } from '../../support/tempFolder';
import { runWords } from './runWords';

const guide = guideWith({
  files: { catalog: () => Promise.resolve(catalog) },
  counter: { count: (_encoding, text) => Promise.resolve({ tokens: text.length }) },
});

/** Would make a terminal red, and begin a line that CI obeys. */
const typed = '\u001b[31m\n::error::\u202e';
const bytes = 'o200k_base';

describe('what was typed, in what the command line says of it', () => {
  const folder = useTempFolder();

  const commands = (): readonly (readonly string[])[] => [
    [typed],
    [`--${typed}`],
    ['count', `--${typed}`],
    ['count', '--encoding', typed],
    ['count', '--encoding', bytes, '--max', typed, 'a'],
    ['count', '--encoding', bytes, typed],
    ['count', '--encoding', bytes, '--json', typed],
    ['models', typed],
    ['models', 'check', '--within', typed, '.'],
    ['models', 'check', typed],
    ['terms', typed],
    ['glossary', typed],
    ['glossary', 'check', typed],
    ['ask', '--provider', typed, '--model', 'a', 'hello'],
    ['ask', '--provider', 'openai', '--model', typed, 'hello'],
    ['ask', '--provider', 'openai', '--model', 'a', '--param', typed, 'hello'],
    ['ask', '--provider', 'openai', '--model', 'a', '--param', `${typed}=x`, 'hello'],
    ['ask', '--provider', 'openai', '--model', 'a', '--max-cost', typed, 'hello'],
    ['prompt', typed],
    ['prompt', 'check', typed],
    ['prompt', 'convert', typed, '--to', 'dotprompt'],
    ['eval', typed],
    ['eval', 'a.yaml', '--repeat', typed],
    ['eval', 'a.yaml', '--max-cost', typed],
    ['eval', 'a.yaml', '--base-url', typed],
    ['eval', 'compare', typed, typed],
    ['context', typed],
    ['context', 'report', typed],
    ['context', 'report', '--agent', typed, folder.path],
    ['context', 'report', '--model', typed, folder.path],
    ['context', 'report', '--file', typed, folder.path],
    ['context', 'check', typed],
    ['context', 'compare', '--base', typed, folder.path],
    ['pack', '--max', typed, '--encoding', bytes, 'a'],
    ['pack', '--max', '1', '--encoding', bytes, '--format', typed, 'a'],
    ['pack', '--max', '1', '--encoding', bytes, typed],
    ['tokens', typed],
    ['tokens', 'diff', '--encoding', bytes, typed],
    ['tokens', 'tax', typed],
  ];

  it('commands neither a terminal nor CI', async () => {
    for (const words of commands()) {
      const { code, output, errors } = await runWords(guide, ...words);
      const said = JSON.stringify(words);
      assert.notEqual(code, 0, said);
      assert.notEqual(errors, '', said);
      assert.doesNotMatch(output + errors, /(?!\n)\p{Cc}|^\s*::|\p{Bidi_Control}/mu, said);
    }
  });

  it('is still there to be read', async () => {
    const { errors } = await runWords(guide, 'pack', '--max', '1', '--encoding', bytes, '--format', typed, 'a');
    assert.equal(errors, String.raw`--format takes markdown or xml, not "\u001b[31m\u000a::error::\u202e".`);
    const usage = await runWords(guide, 'tokens', 'x\u001b');
    assert.match(usage.errors, /^There is no command "tokens x\\u001b"\.\n\nUsage: .+\n/);
  });
});
