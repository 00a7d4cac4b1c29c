import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import fc from 'fast-check';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { shellQuoted } from '../../../../../src/core/base/shell';
import { readShellCommand } from '../../../../../src/core/playground/import/shellWords';
import type { ShellCommand } from '../../../../../src/core/playground/import/shellWords';
import { hardTexts } from '../../../../support/hardTexts';
import { tries } from '../../../../support/tries';

function command(text: string): ShellCommand {
  const read = atOnce(readShellCommand(text));
  assert.ok(!('problem' in read), text);
  return read;
}

const words = (text: string): readonly string[] => command(text).words;

function problem(text: string): string {
  const read = atOnce(readShellCommand(text));
  return 'problem' in read ? read.problem(sayInEnglish) : '';
}

describe('the words of a shell command', () => {
  it('are those that were quoted, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(hardTexts), (texts) => {
        // Lines end in one way where a text is read.
        const expected = texts.map((text) => text.replace(/\r\n?/g, '\n'));
        assert.deepEqual(words(`c ${texts.map(shellQuoted).join(' ')}`), ['c', ...expected]);
      }),
      tries(500),
    );
  });

  // Each as bash 5.2 reads it.
  for (const [text, expected] of [
    [String.raw`a\ b 'c d'"e f"g`, ['a b', 'c de fg']],
    [String.raw`"a\"b\\c\$d\e\n"`, [String.raw`a"b\c$d\e\n`]],
    [String.raw`'a\nb' "it's" ''`, [String.raw`a\nb`, "it's", '']],
    ['a \\\n  b \\  \n c', ['a', 'b', 'c']],
    ['"a\\\nb"', ['ab']],
    [String.raw`$'a\n\t\'\\\x41\u00e9\U0001F642\101\cA\q'`, ["a\n\t'\\Aé🙂A\x01\\q"]],
    [String.raw`$'\xe2\x9c\x93' $'\342\234\223'`, ['✓', '✓']],
    [String.raw`$'\ud83d\ude42'`, ['🙂']],
    ['a # b\nc', ['a']],
    ['a#b', ['a#b']],
    ['a\nb', ['a']],
    ["-H'x: y' --data='z'", ['-Hx: y', '--data=z']],
    ['a\r\nb', ['a']],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(words(text), expected));
  }

  it('say which of them only a shell knows', () => {
    const text = 'c "a $HOME ${KEY:-x} $(cat f (g)) `d` \\$no" \'$no\' $1';
    assert.deepEqual(command(text).expansions, ['$HOME', '${KEY:-x}', '$(cat f (g))', '`d`', '$1']);
    assert.equal(words(text)[1], 'a $HOME ${KEY:-x} $(cat f (g)) `d` $no');
  });

  it('end where another command begins, and say what was left', () => {
    assert.deepEqual(command("c 'a' | jq . && d").rest, '| jq . && d');
    assert.deepEqual(command('c a > out.json 2>&1; e'), {
      words: ['c', 'a'],
      expansions: [],
      rest: '> out.json 2>&1 ; e',
    });
    assert.deepEqual(words('c a 2> err b &'), ['c', 'a', 'b']);
  });

  it('come with what stands below for the command to read', () => {
    assert.equal(command('c -d @- <<\'END\' | jq .\n{ "a": "$x" }\nEND\nd').input, '{ "a": "$x" }\n');
    assert.equal(command("c -d @- <<'END' | jq .\nx\nEND\nd").rest, '| jq . d');
    assert.deepEqual(command('c @- <<-E\n\ta $x \\$y\n\tE').input, 'a $x $y\n');
    assert.deepEqual(command('c @- <<E\n$x\nE').expansions, ['$x']);
    assert.equal(command('c @- <<< "a b"').input, 'a b\n');
  });

  it('are refused where they have no end, or would be read from a file', () => {
    assert.match(problem("c 'a"), /quote \('\) is not closed/);
    assert.match(problem('c "a'), /quote \("\) is not closed/);
    assert.match(problem("c $'a\\'"), /quote \(\$'\) is not closed/);
    assert.match(problem("c $'a\\0b'"), /NUL/);
    assert.match(problem("c $'\\UFFFFFFFF'"), /no character/);
    assert.match(problem('c @- < body.json'), /reads the file body\.json/);
    assert.match(problem('c <<E\na'), /no end/);
  });

  it('are found in any text', () => {
    fc.assert(
      fc.property(hardTexts, (text) => void atOnce(readShellCommand(`c ${text}`))),
      tries(500),
    );
    atOnce(readShellCommand(`c "${'$x `'.repeat(20_000)}`));
    atOnce(readShellCommand(`c ${'"$(('.repeat(20_000)}`));
  });
});
