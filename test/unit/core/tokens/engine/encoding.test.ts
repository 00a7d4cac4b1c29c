import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CLASS_DATA_FILE, classDataFile } from '../../../../../scripts/unicodeClasses';
import { VOCABULARY_FOLDER } from '../../../../../scripts/vocabularies';
import { ENCODING_NAMES } from '../../../../../src/core/catalog/encodingName';
import { encodingWork, loadEncoding } from '../../../../../src/core/tokens/engine/loadEncoding';
import { isSafeSplit } from '../../../../../src/core/tokens/engine/safeSplit';
import { unitSlice } from '../../../../../src/core/tokens/engine/slice';
import {
  HEADER_BYTES,
  VocabularyFileError,
  readVocabularyFile,
} from '../../../../../src/core/tokens/engine/vocabularyFile';
import { randomNumbers } from '../../../../../src/core/pocket/sampler';
import { engine } from '../../../../support/engines';
import { oracle } from '../oracles';
import { EDGE_CASES, hostileText } from '../../../../support/texts';
import { isLongRun, tries } from '../../../../support/tries';

const { numRuns: RUNS, ...seed } = tries(300);

/** One class of characters in a run long enough to be counted in many slices; peers take minutes for some of them. */
function longRuns(units: number): Record<string, string> {
  const random = randomNumbers(7);
  const pick = (alphabet: string): string =>
    Array.from({ length: units }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  return {
    'one letter': 'a'.repeat(units),
    spaces: ' '.repeat(units),
    'line ends': '\n'.repeat(units),
    'one random word': pick('abcdefghijklmnopqrstuvwxyz'),
    punctuation: pick('!#$%&*+-.:;<=>?@^_~'),
    Chinese: Array.from({ length: units }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 6000))).join(''),
    // Some encodings bring these to another length before they are cut.
    'Korean letters that compose': '\u1100\u1161\u11a8'.repeat(units / 3),
    'a letter with marks': `a${'\u0323'.repeat(units)}`,
    'signs that stand for many': '\ufdfa'.repeat(units),
  };
}

for (const name of ENCODING_NAMES) {
  describe(name, function () {
    this.timeout(RUNS * 20 + 120_000);

    it('gives back the text of its tokens', () => {
      const encoding = engine(name);
      for (const text of Object.values(EDGE_CASES)) {
        const form = name === 'qwen3' ? 'NFC' : name === 'claude_legacy' ? 'NFKC' : undefined;
        const wellFormed = Buffer.from(form ? text.normalize(form) : text).toString();
        const visibleSpaces = name.startsWith('mistral') || name === 'gemma3';
        const expected = visibleSpaces ? wellFormed.replaceAll('▁', ' ') : wellFormed;
        const bytes = Buffer.concat(Array.from(encoding.encode(text), (token) => encoding.tokenBytes(token)));
        const decoded = bytes.toString();
        assert.equal(encoding.hasPrefix ? decoded.replace(/^ /, '') : decoded, expected);
      }
    });

    it('has the tokens of the whole in the parts between safe splits', () => {
      const encoding = engine(name);
      const rule = encoding.splitRule;
      fc.assert(
        fc.property(hostileText, (text) => {
          const places = Array.from({ length: text.length }, (_, at) => at).slice(1);
          const splits = places.filter((at) => isSafeSplit(rule, text, at));
          const parts = [0, ...splits].map((from, index) =>
            encoding.encode(text.slice(from, splits[index]), from === 0),
          );
          assert.deepEqual(
            parts.flatMap((part) => Array.from(part)),
            Array.from(encoding.encode(text)),
          );
        }),
        { numRuns: RUNS, ...seed },
      );
    });

    it(`merges the bytes of every merge back to that one token${name === 'o200k_base' ? '' : ' @deep'}`, () => {
      const { vocabulary, coder } = engine(name);
      const buffer = new Uint8Array(4096);
      const view = new DataView(buffer.buffer);
      for (let id = 0; id < vocabulary.idCount; id++) {
        if (vocabulary.parts[id * 2]! < 0) continue;
        const bytes = vocabulary.tokenBytes(id);
        buffer.set(bytes);
        assert.equal(coder.countMerged(buffer, view, 0, bytes.length), 1, `token ${id}`);
      }
    });

    it('refuses an id that is no plain token', () => {
      for (const id of [-1, 1e9, 1.5]) assert.throws(() => engine(name).tokenBytes(id), RangeError);
    });

    for (const [title, text] of Object.entries(longRuns(100_000))) {
      it(`counts ${title} in slices as it encodes it at once`, () => {
        const encoding = engine(name);
        const counter = encoding.createCounter(`${text} and more`);
        let slices = 1;
        while (!counter.step(unitSlice(5000))) slices++;
        assert.equal(counter.tokens, encoding.encode(`${text} and more`).length);
        assert.ok(slices > 3, `${slices} slices`);
      });
    }
  });
}

describe('long runs against the references that are fast enough', () => {
  for (const name of ['llama3', 'deepseek_v3', 'mistral_v1', 'gemma3'] as const) {
    for (const [title, text] of Object.entries(longRuns(isLongRun ? 20_000 : 5_000))) {
      it(`${name} counts ${title} as Hugging Face does`, async () => {
        assert.equal(engine(name).count(text), (await oracle(name)(text)).length);
      });
    }
  }
});

describe('a vocabulary file', () => {
  const content = (): Buffer => {
    engine('cl100k_base');
    return readFileSync(path.join(VOCABULARY_FOLDER, 'cl100k.bin'));
  };

  it('is refused when it is cut off, damaged or of another version', () => {
    const damaged = content();
    damaged.writeUInt8(damaged.readUInt8(5000) ^ 1, 5000);
    const otherVersion = content();
    otherVersion.writeUInt32LE(99, 4);
    for (const file of [Buffer.alloc(3), content().subarray(0, 9000), damaged, otherVersion]) {
      assert.throws(() => loadEncoding('cl100k_base', file), VocabularyFileError);
    }
  });

  it('has no word in its header that is not read', () => {
    const read = (file: Uint8Array): readonly unknown[] => {
      try {
        const { unit, idCount } = readVocabularyFile(file);
        return [unit, idCount];
      } catch (error) {
        assert.ok(error instanceof VocabularyFileError);
        return [];
      }
    };
    const usual = read(content());
    for (let at = 0; at < HEADER_BYTES; at += 4) {
      const changed = content();
      changed.writeUInt32LE((changed.readUInt32LE(at) ^ 1) >>> 0, at);
      assert.notDeepEqual(read(changed), usual, `word ${at / 4}`);
    }
  });

  it('loads in steps, and from memory that is not aligned', () => {
    const unaligned = Buffer.concat([Buffer.alloc(1), content()]).subarray(1);
    const work = encodingWork('cl100k_base', unaligned);
    let steps = 0;
    let step = work.next();
    for (; !step.done; step = work.next()) steps++;
    assert.ok(steps > 5, `${steps} steps`);
    assert.equal(step.value.count('hello world'), 2);
  });
});

describe('the table of character classes', () => {
  it('is the one that the Unicode package gives', async () => {
    assert.equal(readFileSync(CLASS_DATA_FILE, 'utf8'), await classDataFile());
  });
});
