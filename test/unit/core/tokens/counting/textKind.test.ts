import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sampleLines, sampleText, textKind } from '../../../../../src/core/tokens/counting/textKind';
import { anyCharacter } from '../../../../support/anyCharacter';

const prose =
  'The harbour was quiet in the morning. Two boats had come in late, and nobody had unloaded them yet; the men slept ' +
  'until the bell rang. “It will rain,” said the keeper, who had been up since four and had seen the clouds come in.';
const code =
  'export const add = (a: number, b: number): number => a + b;\nif (add(1, 2) !== 3) throw new Error("no");\n';
const json = '{"name": "harbour", "boats": [{"id": 1, "late": true}, {"id": 2, "late": false}], "bell": "07:00"}';

describe('the kind of a text', () => {
  it('is told from the language where that says it', () => {
    assert.equal(textKind(code, 'typescript'), 'code');
    assert.equal(textKind(json, 'json'), 'json');
    for (const languageId of ['markdown', 'git-commit']) assert.equal(textKind(prose, languageId), 'prose');
  });

  it('is told from the characters where the language says nothing', () => {
    assert.equal(textKind(prose), 'prose');
    assert.equal(textKind(prose, 'plaintext'), 'prose');
    assert.equal(textKind(code, 'plaintext'), 'code');
    assert.equal(textKind(json, 'plaintext'), 'json');
  });

  it('is accented prose where many letters have marks, but not where a few have', () => {
    const czech = 'Loď zůstala v přístavu přes noc. Lidé čekali, až přestane pršet, a pak šli domů.';
    const german =
      'Das Schiff blieb über Nacht im Hafen. Die Leute warteten, bis der Regen aufhörte, und gingen dann nach Hause.';
    for (const languageId of ['markdown', undefined]) {
      assert.equal(textKind(czech, languageId), 'accented');
      assert.equal(textKind(german, languageId), 'prose');
      assert.equal(textKind('1848 1871 1918 1945 1989, 2001', languageId), 'prose');
    }
    assert.equal(textKind(`const words = ['${czech}'];\nif (words.length > 1) print(words);`, 'typescript'), 'code');
  });

  it('is that of the script or the emoji, whatever the language', () => {
    for (const languageId of ['markdown', 'python', 'json', undefined]) {
      assert.equal(textKind('今日は雨が降ります。船は二隻あります。', languageId), 'cjk');
      assert.equal(textKind('오늘은 비가 옵니다. 배가 두 척 있습니다.', languageId), 'cjk');
      assert.equal(textKind('🚀 🌍 🔥 💡 ❤️ 🎉 👩‍🚀', languageId), 'emoji');
      assert.equal(textKind('Сегодня идёт дождь, и лодки стоят в гавани.', languageId), 'other');
      assert.equal(textKind('السفن في الميناء منذ الصباح', languageId), 'other');
    }
  });

  it('is not changed by a few words of another script', () => {
    assert.equal(textKind(`${prose} 雨 🚀`, 'markdown'), 'prose');
    assert.equal(textKind(`${code} // 雨`, 'typescript'), 'code');
  });

  it('is that of other scripts for several of them together, where none is most of it', () => {
    const pooled = '船は港にあります。배가 있습니다. Лодки стоят. Τα πλοία είναι εδώ. السفن هنا. ';
    for (const languageId of ['markdown', 'json', undefined])
      assert.equal(textKind(pooled.repeat(5), languageId), 'other');
  });

  it('is a mix where Latin letters stand beside other scripts or emoji', () => {
    assert.equal(textKind(`${prose} 今日は雨が降ります。船は二隻あります。港は静かです。`), 'mixed');
    assert.equal(
      textKind(`${prose} Лодки стоят в гавани с утра, и никто не пришёл. 船は二隻 🚀🌍`, 'markdown'),
      'mixed',
    );
  });

  it('changes at its shares of the tokens, four Latin letters or one of Chinese to a token', () => {
    const kindOf = (latin: number, chinese: number) =>
      textKind('abcd'.repeat(latin) + '船'.repeat(chinese), 'markdown');
    assert.deepEqual([kindOf(40, 60), kindOf(42, 58)], ['cjk', 'mixed']);
    assert.deepEqual([kindOf(75, 25), kindOf(77, 23)], ['mixed', 'prose']);
    const accented = (of100: number) => textKind('a'.repeat(100 - of100) + 'á'.repeat(of100), 'markdown');
    assert.deepEqual([accented(4), accented(6)], ['prose', 'accented']);
    const marked = (of100: number) => textKind('a'.repeat(100 - of100) + '*'.repeat(of100), 'markdown');
    assert.deepEqual([marked(11), marked(13)], ['prose', undefined]);
  });

  it('counts the letters of Vietnamese as Latin, and wide and fixed blanks as blanks', () => {
    assert.equal(textKind('Tàu ở lại cảng qua đêm. Mọi người chờ mưa tạnh rồi về nhà.'), 'accented');
    for (const blank of ['\u00a0', '\u3000']) assert.equal(textKind(`word${blank}`.repeat(20), 'markdown'), 'prose');
  });

  it('is unknown for what nobody measured, for code in Markdown, and for nothing', () => {
    assert.equal(textKind('server:\n  port: 8080\n  host: 0.0.0.0\n', 'yaml'), undefined);
    for (const languageId of ['csv', 'tsv'])
      assert.equal(textKind('boat\tquay\nTwo boats\tNorth\n', languageId), undefined);
    assert.equal(textKind(`\`\`\`ts\n${code.repeat(4)}\`\`\``, 'markdown'), undefined);
    for (const nothing of ['', ' \n\t', '']) assert.equal(textKind(nothing, 'markdown'), undefined);
  });

  it('never fails, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (text) => void textKind(text, 'plaintext')));
  });
});

describe('the sample of a text', () => {
  const most = 4_100;
  const linesOf = (lines: readonly string[]) => {
    const read: number[] = [];
    const sample = sampleLines({
      lineCount: lines.length,
      lineAt: (line) => {
        read.push(line);
        return { text: lines[line] ?? '' };
      },
    });
    return { sample, read };
  };

  it('comes from all over the text, and never grows with it', () => {
    const { sample, read } = linesOf(Array.from({ length: 1_000_000 }, (_, line) => `line ${line} of many`));
    assert.ok(sample.length <= most);
    assert.ok(read.length <= 500, `${read.length} lines were read`);
    for (const start of ['line 0 ', 'line 250000 ', 'line 500000 ', 'line 750000 ']) assert.ok(sample.includes(start));
    assert.ok(linesOf(Array.from({ length: 1_000_000 }, () => '')).read.length <= 500);
  });

  it('takes several parts of one giant line', () => {
    const giant = `${'a'.repeat(500_000)}${'b'.repeat(500_000)}`;
    for (const sample of [linesOf([giant]).sample, sampleText(giant)]) {
      assert.ok(sample.length <= most && sample.includes('a') && sample.includes('b'));
    }
  });

  it('is a short text itself', () => {
    assert.equal(sampleText(prose), prose);
  });
});
